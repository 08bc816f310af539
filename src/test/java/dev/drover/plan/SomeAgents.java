package dev.drover.plan;

import dev.drover.agent.Agent;
import java.util.List;

/** Two agents for trade-ins of cars, and two that have nothing to do with it. */
final class SomeAgents {
    static final Agent CALENDAR = Agent.of(
            "calendar",
            "Offers and books appraisal appointments",
            List.of("appointment", "visit", "come in", "when", "booking", "schedule"),
            List.of("When can I come in?", "Book me an appraisal on Tuesday morning"));
    static final Agent ECHO =
            Agent.of("echo", "Repeats what it is told", List.of("echo", "repeat", "test"), List.of("Say hello"));
    static final Agent VEHICLE_INTAKE = Agent.of(
            "vehicle-intake",
            "Estimates what a vehicle is worth as a trade-in",
            List.of("trade-in", "car", "vehicle", "value", "estimate"),
            List.of("What is my 2018 Honda Civic with 60,000 miles worth?"));
    static final Agent WEATHER = Agent.of(
            "weather",
            "Forecasts the weather and its conditions for any place",
            List.of("weather", "forecast", "rain"),
            List.of("Will it rain in Berlin tomorrow?", "What is a good day for a picnic?"));

    static final List<Agent> ALL = List.of(CALENDAR, ECHO, VEHICLE_INTAKE, WEATHER);

    private SomeAgents() {}
}
