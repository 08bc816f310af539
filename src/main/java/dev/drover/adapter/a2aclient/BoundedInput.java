package dev.drover.adapter.a2aclient;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that breaks with {@link TooLarge} when more comes than is taken. For one thread. */
final class BoundedInput extends FilterInputStream {
    private final long most;
    private long left;

    /** More came than {@code agents.<name>.max-answer} allows. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        private TooLarge(long most) {
            super("more than " + most + " bytes");
        }
    }

    BoundedInput(InputStream in, long most) {
        super(in);
        this.most = most;
        left = most;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count(read);
        return read;
    }

    private void count(int read) throws IOException {
        left -= Math.max(read, 0);
        if (left < 0) {
            throw new TooLarge(most);
        }
    }
}
