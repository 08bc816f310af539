package dev.drover.wiring.request;

import dev.drover.idempotency.Claim;
import dev.drover.idempotency.Claims;
import dev.drover.identity.Caller;
import dev.drover.message.Message;
import dev.drover.task.Ids;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The bean {@code claims}: Camel's idempotent repository over the state repository. {@code add} claims the caller's key
 * for a task id minted here and leaves variable {@code claim}, for the first and for a repeat alike. A claim is never
 * given back: whoever repeats a request that broke on its way to the journal opens its task under the same id.
 */
public final class ClaimRepository extends ServiceSupport implements IdempotentRepository {
    private final Claims claims;

    ClaimRepository(Claims claims) {
        this.claims = claims;
    }

    @Override
    public boolean add(Exchange exchange, String key) {
        Caller caller = exchange.getVariable("caller", Caller.class);
        Message message = exchange.getMessage().getBody(Message.class);
        Claim claim = claims.claim(caller, key, message, () -> taskId(message));
        exchange.setVariable("claim", claim);
        return claim.first();
    }

    /** A follow-up claims its own task. */
    private static String taskId(Message message) {
        String known = message.taskId();
        return known == null ? Ids.next() : known;
    }

    @Override
    public boolean add(String key) {
        throw new IllegalStateException("a key is claimed for a caller and a message");
    }

    @Override
    public boolean contains(String key) {
        return false;
    }

    @Override
    public boolean remove(String key) {
        return false;
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {
        // claims end by their expiry
    }
}
