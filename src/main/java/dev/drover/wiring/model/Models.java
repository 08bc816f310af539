package dev.drover.wiring.model;

import dev.drover.budget.Amount;
import dev.drover.budget.Budgets;
import dev.drover.budget.Payer;
import dev.drover.model.Model;
import dev.drover.model.Prices;
import dev.drover.model.Spent;
import dev.drover.model.Usage;
import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import dev.drover.wiring.gate.Accounts;
import dev.drover.wiring.work.Replica;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The service of models, what it costs, and at whose expense it is asked. Safe for any number of threads. */
record Models(Model service, Prices prices, Budgets budgets, Accounts accounts) {
    /** Reads {@code budget.*}; a budget of money needs a price for each of these models. */
    static Models of(Model service, Replica replica, Set<String> models, Path folder) {
        Settings settings = replica.settings();
        Prices prices = prices(settings, folder);
        Amount task = amount(settings, "budget.task", prices, models);
        Amount day = amount(settings, "budget.caller", prices, models);
        Budgets budgets = new Budgets(
                task, day, prices, replica.state(), replica.clock(), settings.time("task.retention", "30d"));
        return new Models(service, prices, budgets, Accounts.of(settings));
    }

    private static Prices prices(Settings settings, Path folder) {
        String file = settings.text("budget.prices", "");
        if (file.isEmpty()) {
            return Prices.shipped();
        }
        try {
            return Prices.shipped().with(Prices.parse(Files.readString(folder.resolve(file))));
        } catch (IOException e) {
            throw new InvalidSetting("budget.prices is " + file + ", but there is no such text file");
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting("budget.prices names a table that must have " + e.getMessage());
        }
    }

    private static @Nullable Amount amount(Settings settings, String key, Prices prices, Set<String> models) {
        if (settings.text(key, "").isEmpty()) {
            return null;
        }
        Amount amount = settings.parse(key, "", Amount::parse);
        for (String model : models) {
            if (amount.unit() == Amount.Unit.DOLLARS && prices.cost(model, Usage.NONE) == null) {
                throw new InvalidSetting(key + " is an amount of money, but there is no price for the model " + model
                        + "; add it to budget.prices");
            }
        }
        return amount;
    }

    /** The service, at the expense of a caller and a task. */
    Model paidBy(String caller, String taskId) {
        return budgets.charging(service, new Payer(accounts.of(caller), taskId));
    }

    /** What a call came to; {@code agent} is who asked. */
    Spent spent(String agent, String model, Usage usage) {
        return prices.spent(agent, model, usage);
    }
}
