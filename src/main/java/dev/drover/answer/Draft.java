package dev.drover.answer;

import java.util.List;

/**
 * What an answer is to be written from.
 *
 * @param replies what each agent said, by its name
 * @param missing why an agent said nothing, as a clause that names it
 */
public record Draft(String replies, List<String> missing) {
    public Draft {
        missing = List.copyOf(missing);
    }
}
