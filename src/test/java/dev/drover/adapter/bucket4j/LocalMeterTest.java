package dev.drover.adapter.bucket4j;

import dev.drover.limits.Meter;
import dev.drover.limits.MeterContract;

class LocalMeterTest extends MeterContract {
    @Override
    protected Meter open() {
        return new LocalMeter(clock);
    }
}
