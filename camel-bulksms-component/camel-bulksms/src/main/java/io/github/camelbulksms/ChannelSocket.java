package io.github.camelbulksms;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.SocketOptions;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Set;

/**
 * A socket that can be asked at once, through TLS and all, whether something has come: with a timeout of
 * {@link #PEEK_MILLIS} a read that finds nothing does not wait. {@link Socket} knows only reads that wait a millisecond at least.
 * One thread reads and writes; any may close. As of every channel, an interrupt of that thread closes it: the request that was
 * begun is unknown then.
 */
final class ChannelSocket extends SocketImpl {

    /** A timeout of just this length is the sign for it, so that no other may have it. */
    static final int PEEK_MILLIS = 1;

    private SocketChannel channel;
    private Socket adaptor;
    private int timeout;

    private ChannelSocket() {}

    static Socket open() throws IOException {
        return new Socket(new ChannelSocket()) {};
    }

    @Override
    protected void create(boolean stream) throws IOException {
        channel = SocketChannel.open();
        adaptor = channel.socket();
    }

    @Override
    protected void connect(SocketAddress remote, int millis) throws IOException {
        adaptor.connect(remote, millis);
        InetSocketAddress to = (InetSocketAddress) remote;
        address = to.getAddress();
        port = to.getPort();
        localport = adaptor.getLocalPort();
    }

    @Override
    protected void connect(String host, int port) throws IOException {
        connect(new InetSocketAddress(host, port), 0);
    }

    @Override
    protected void connect(InetAddress address, int port) throws IOException {
        connect(new InetSocketAddress(address, port), 0);
    }

    @Override
    protected void bind(InetAddress host, int port) throws IOException {
        channel.bind(new InetSocketAddress(host, port));
    }

    @Override
    protected void listen(int backlog) throws IOException {
        throw new SocketException("a socket of a client does not listen");
    }

    @Override
    protected void accept(SocketImpl other) throws IOException {
        throw new SocketException("a socket of a client does not listen");
    }

    @Override
    protected InputStream getInputStream() throws IOException {
        return new Input(adaptor.getInputStream());
    }

    @Override
    protected OutputStream getOutputStream() {
        return Channels.newOutputStream(channel);
    }

    @Override
    protected int available() throws IOException {
        return adaptor.getInputStream().available();
    }

    @Override
    protected void shutdownInput() throws IOException {
        channel.shutdownInput();
    }

    @Override
    protected void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    protected void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    protected void sendUrgentData(int data) throws IOException {
        throw new SocketException("urgent data is not sent");
    }

    /** Newer clients ask for options by name, as that of probes on an idle connection. */
    @Override
    protected <T> void setOption(SocketOption<T> name, T value) throws IOException {
        channel.setOption(name, value);
    }

    @Override
    protected <T> T getOption(SocketOption<T> name) throws IOException {
        return channel.getOption(name);
    }

    @Override
    protected Set<SocketOption<?>> supportedOptions() {
        return channel.supportedOptions();
    }

    @Override
    public void setOption(int option, Object value) throws SocketException {
        try {
            switch (option) {
                case SocketOptions.SO_TIMEOUT -> timeout = (Integer) value;
                case SocketOptions.TCP_NODELAY -> channel.setOption(StandardSocketOptions.TCP_NODELAY, (Boolean) value);
                case SocketOptions.SO_KEEPALIVE ->
                    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, (Boolean) value);
                case SocketOptions.SO_REUSEADDR ->
                    channel.setOption(StandardSocketOptions.SO_REUSEADDR, (Boolean) value);
                case SocketOptions.SO_SNDBUF -> channel.setOption(StandardSocketOptions.SO_SNDBUF, (Integer) value);
                case SocketOptions.SO_RCVBUF -> channel.setOption(StandardSocketOptions.SO_RCVBUF, (Integer) value);
                case SocketOptions.SO_LINGER ->
                    channel.setOption(StandardSocketOptions.SO_LINGER, value instanceof Integer seconds ? seconds : -1);
                default -> throw new SocketException("socket option " + option + " is not known here");
            }
        } catch (SocketException e) {
            throw e;
        } catch (IOException e) {
            throw new SocketException(e.toString());
        }
    }

    @Override
    public Object getOption(int option) throws SocketException {
        return switch (option) {
            case SocketOptions.SO_TIMEOUT -> timeout;
            case SocketOptions.TCP_NODELAY -> adaptor.getTcpNoDelay();
            case SocketOptions.SO_KEEPALIVE -> adaptor.getKeepAlive();
            case SocketOptions.SO_REUSEADDR -> adaptor.getReuseAddress();
            case SocketOptions.SO_SNDBUF -> adaptor.getSendBufferSize();
            case SocketOptions.SO_RCVBUF -> adaptor.getReceiveBufferSize();
            case SocketOptions.SO_LINGER -> adaptor.getSoLinger();
            case SocketOptions.SO_BINDADDR -> adaptor.getLocalAddress();
            default -> throw new SocketException("socket option " + option + " is not known here");
        };
    }

    /** The usual end of a look at a connection, before each request: where it was thrown is known. */
    private static final class NothingHasCome extends SocketTimeoutException {

        private static final long serialVersionUID = 1;

        NothingHasCome() {
            super("nothing has come");
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }

    private final class Input extends InputStream {

        private final InputStream blocking;

        Input(InputStream blocking) {
            this.blocking = blocking;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (timeout == PEEK_MILLIS && length > 0) {
                return peek(ByteBuffer.wrap(bytes, offset, length));
            }
            adaptor.setSoTimeout(timeout);
            return blocking.read(bytes, offset, length);
        }

        private int peek(ByteBuffer space) throws IOException {
            channel.configureBlocking(false);
            try {
                int count = channel.read(space);
                if (count == 0) {
                    throw new NothingHasCome();
                }
                return count;
            } finally {
                channel.configureBlocking(true);
            }
        }

        @Override
        public int available() throws IOException {
            return blocking.available();
        }

        @Override
        public void close() throws IOException {
            ChannelSocket.this.close();
        }
    }
}
