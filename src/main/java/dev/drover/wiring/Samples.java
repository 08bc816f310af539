package dev.drover.wiring;
final class Samples { static void bind(org.apache.camel.main.Main m, dev.drover.state.StateStore s, java.time.Clock c) {} }
