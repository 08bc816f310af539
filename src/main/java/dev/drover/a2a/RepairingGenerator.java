package dev.drover.a2a;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;

/** Writes strings and names with every lone surrogate replaced. */
final class RepairingGenerator extends JsonGeneratorDelegate {
    RepairingGenerator(JsonGenerator generator) {
        super(generator);
    }

    @Override
    public void writeString(String text) throws IOException {
        super.writeString(Surrogates.repaired(text));
    }

    @Override
    public void writeFieldName(String name) throws IOException {
        super.writeFieldName(Surrogates.repaired(name));
    }
}
