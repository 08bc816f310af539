/**
 * The chaos program: replicas on one store, work for them, and somebody who kills, freezes and cuts off whatever there is.
 * {@code bench/chaos} runs it at length, {@code ChaosJourney} for a short time.
 */
package dev.drover.chaos;
