package httpsguard.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A small HTTP/1.1 server on the loopback interface, or on one other address that is asked for.
 * Unlike the JDK's it commands its sockets, so that it can cut an answer, reset a connection and
 * refuse new ones.
 */
final class HttpLoopback implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final int IDLE_MILLIS = 120_000;
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  /** Answers requests, many at a time. */
  interface Handler {
    HttpReply handle(HttpRequest request) throws InterruptedException;
  }

  private final String name;
  private final Handler handler;
  private final InetAddress address;
  private final int port;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final Set<Socket> idle = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ServerSocket listener;
  private @Nullable Thread accepting;

  private HttpLoopback(String name, ServerSocket listener, Handler handler) {
    this.name = name;
    this.handler = handler;
    this.address = listener.getInetAddress();
    this.port = listener.getLocalPort();
    this.listener = listener;
  }

  /**
   * Starts to listen on 127.0.0.1.
   *
   * @param port zero for any free one
   * @throws UncheckedIOException if the port is taken
   */
  static HttpLoopback start(String name, int port, Handler handler) {
    return start(name, LOOPBACK, port, handler);
  }

  /**
   * Starts to listen.
   *
   * @throws UncheckedIOException if the port is taken, or the address is none of this machine
   */
  static HttpLoopback start(String name, InetAddress address, int port, Handler handler) {
    var server = new HttpLoopback(name, listen(address, port), handler);
    server.accept();
    return server;
  }

  int port() {
    return port;
  }

  URI uri() {
    return URI.create("http://" + authority(address, port));
  }

  /** How many connections are open, as far as this end knows. */
  int connections() {
    return connections.size();
  }

  /** From now on connections are refused, and those that were open are reset. */
  void pause() {
    refuse();
    connections.forEach(HttpLoopback::reset);
  }

  /** From now on connections are refused; requests that are here already are answered. */
  synchronized void refuse() {
    ServerSocket listening = listener;
    listener = null;
    if (listening != null) {
      quietly(listening);
      awaitEndOfAccepting();
    }
    idle.forEach(HttpLoopback::reset);
  }

  /** Listens again, on the same port. */
  synchronized void resume() {
    if (listener == null) {
      listener = listen(address, port);
      accept();
    }
  }

  @Override
  public void close() {
    pause();
  }

  private synchronized void accept() {
    ServerSocket listening = listener;
    if (listening != null) {
      accepting = Thread.ofVirtual().name(name + "-accept").start(() -> accept(listening));
    }
  }

  // The port is free again only when the last accept() has returned.
  private void awaitEndOfAccepting() {
    Thread thread = accepting;
    if (thread != null) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void accept(ServerSocket listening) {
    while (true) {
      try {
        Socket socket = listening.accept();
        connections.add(socket);
        Thread.ofVirtual().name(name).start(() -> serve(socket));
        if (listening.isClosed()) {
          reset(socket);
        }
      } catch (IOException closed) {
        // The only way out: pause() closes the listener.
        if (listening.isClosed()) {
          return;
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(IDLE_MILLIS);
      var in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      boolean open = true;
      while (open) {
        idle.add(socket);
        Optional<HttpRequest> request = HttpRequest.read(in, out);
        idle.remove(socket);
        // Of a socket that was reset, a virtual thread may still read what came before it ran
        // again.
        open =
            request.isPresent()
                && !socket.isClosed()
                && reply(request.get(), handle(request.get()), socket, out);
      }
    } catch (IOException gone) {
      // The peer went away or was reset: here that is what tests do, and they look at the peer.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      idle.remove(socket);
      connections.remove(socket);
    }
  }

  private HttpReply handle(HttpRequest request) throws InterruptedException {
    try {
      return handler.handle(request);
    } catch (RuntimeException | AssertionError broken) {
      System.err.printf("%s failed on %s %s%n", name, request.method(), request.target());
      broken.printStackTrace();
      return HttpReply.Answer.of(500, "text/plain", name + " failed: " + broken);
    }
  }

  private boolean reply(HttpRequest request, HttpReply reply, Socket socket, OutputStream out)
      throws IOException, InterruptedException {
    return switch (reply) {
      case HttpReply.Answer answer -> {
        boolean open = request.keepsConnection() && listener != null;
        out.write(
            message(answer, open, request.method().equals("HEAD") ? 0 : answer.body().size()));
        out.flush();
        yield open;
      }
      case HttpReply.Cut(HttpReply.Answer answer, int bytes) -> {
        out.write(message(answer, false, Math.min(bytes, answer.body().size())));
        out.flush();
        yield false;
      }
      case HttpReply.Trickle(HttpReply.Answer answer, boolean fromTheHead, Duration pause) -> {
        byte[] message = message(answer, true, answer.body().size());
        int sent = fromTheHead ? 0 : message.length - answer.body().size();
        out.write(message, 0, sent);
        while (sent < message.length && listener != null) {
          out.write(message, sent, 1);
          out.flush();
          sent++;
          Thread.sleep(pause);
        }
        yield false;
      }
      case HttpReply.Hang(HttpReply.Answer answer, int bytes) -> {
        out.write(message(answer, true, bytes));
        out.flush();
        awaitEnd(socket);
        yield false;
      }
      case HttpReply.Reset() -> {
        reset(socket);
        yield false;
      }
    };
  }

  /** Until the peer goes away, or this server does. */
  private static void awaitEnd(Socket socket) throws IOException {
    var _ = socket.getInputStream().readAllBytes();
  }

  // One write for the whole message: split in two, it waits for the peer's delayed acknowledgement.
  private static byte[] message(HttpReply.Answer answer, boolean open, int bytesOfBody) {
    var head = new StringBuilder("HTTP/1.1 ").append(answer.status()).append(' ');
    head.append(reason(answer.status())).append("\r\n");
    answer.headers().forEach((key, value) -> head.append(key + ": " + value + "\r\n"));
    if (answer.status() != 204) {
      head.append("Content-Length: ").append(answer.body().size()).append("\r\n");
    }
    head.append("Connection: ").append(open ? "keep-alive" : "close").append("\r\n\r\n");
    var message = new ByteArrayOutputStream();
    message.writeBytes(head.toString().getBytes(ISO_8859_1));
    message.writeBytes(Arrays.copyOf(answer.body().toArray(), bytesOfBody));
    return message.toByteArray();
  }

  /** For people: programs go by the number. */
  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 301 -> "Moved Permanently";
      case 307 -> "Temporary Redirect";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 412 -> "Precondition Failed";
      default -> "-";
    };
  }

  private static ServerSocket listen(InetAddress address, int port) {
    try {
      var socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port), BACKLOG);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on " + authority(address, port) + ": " + e.getMessage(), e);
    }
  }

  private static String authority(InetAddress address, int port) {
    String host = address.getHostAddress();
    return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException closed) {
      // Closed already, which is what was wanted.
    }
  }

  private static void quietly(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
