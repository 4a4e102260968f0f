// JDBC: every type as text and as binary, rows, thresholds.
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.sql.*;
import java.util.*;
import javax.net.SocketFactory;
import org.postgresql.PGConnection;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

public class Jdbc {
	// A value of any type of sepms, as the bytes on the wire.
	public static class Wire extends PGobject implements PGBinaryObject {
		private byte[] bytes;

		public void setByteValue(byte[] value, int offset) {
			bytes = Arrays.copyOfRange(value, offset, value.length);
		}

		public int lengthInBytes() {
			return bytes.length;
		}

		public void toBytes(byte[] target, int offset) {
			System.arraycopy(bytes, 0, target, offset, bytes.length);
		}
	}

	// The driver knows only TCP, and the cluster listens only on its socket.
	public static class ServerSocket extends SocketFactory {
		public Socket createSocket() {
			return new Socket() {
				private SocketChannel channel;

				public void connect(SocketAddress ignored, int timeout) throws IOException {
					channel = SocketChannel.open(UnixDomainSocketAddress.of(
						System.getenv("PGHOST") + "/.s.PGSQL." + System.getenv("PGPORT")));
				}

				public boolean isConnected() {
					return channel != null;
				}

				public InputStream getInputStream() {
					return Channels.newInputStream(channel);
				}

				public OutputStream getOutputStream() {
					return Channels.newOutputStream(channel);
				}

				public void setTcpNoDelay(boolean on) {
				}

				public void setKeepAlive(boolean on) {
				}

				public void setSoTimeout(int timeout) {
				}

				public int getSoTimeout() {
					return 0;
				}

				public void close() throws IOException {
					channel.close();
				}
			};
		}

		public Socket createSocket(String host, int port) {
			return createSocket();
		}

		public Socket createSocket(String host, int port, InetAddress local, int localPort) {
			return createSocket();
		}

		public Socket createSocket(InetAddress host, int port) {
			return createSocket();
		}

		public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
			return createSocket();
		}
	}

	static Connection connect(String binaryOids) throws SQLException {
		Properties of = new Properties();
		of.setProperty("user", System.getenv("PGUSER"));
		of.setProperty("socketFactory", ServerSocket.class.getName());
		of.setProperty("prepareThreshold", "-1"); // binary from the first execution on
		of.setProperty("binaryTransferEnable", binaryOids);
		return DriverManager.getConnection("jdbc:postgresql://localhost/" + System.getenv("PGDATABASE"), of);
	}

	static void check(Object answer, Object expected) {
		if (!Objects.deepEquals(answer, expected))
			throw new AssertionError(answer + " instead of " + expected);
	}

	static Object one(Connection c, String query, Object... parameters) throws SQLException {
		try (PreparedStatement s = c.prepareStatement(query)) {
			for (int i = 0; i < parameters.length; i++)
				s.setObject(i + 1, parameters[i]);
			ResultSet r = s.executeQuery();
			r.next();
			return r.getObject(1);
		}
	}

	static void refused(Connection c, String state, String query, Object parameter) throws SQLException {
		try {
			one(c, query, parameter);
		} catch (SQLException e) {
			check(e.getSQLState(), state);
			return;
		}
		throw new AssertionError("not refused: " + query);
	}

	static Map<String, String> types(Connection c) throws SQLException {
		Map<String, String> oids = new TreeMap<>();
		ResultSet r = c.createStatement().executeQuery("SELECT type, oid FROM sepms_type");
		while (r.next())
			oids.put(r.getString(1), r.getString(2));
		return oids;
	}

	// Reads each value as an object of its type, and writes it.
	static void copy(Connection c, boolean binary) throws SQLException {
		for (String name : types(c).keySet()) {
			if (binary)
				c.unwrap(PGConnection.class).addDataType(name, Wire.class);
			ResultSet r = c.prepareStatement("SELECT id, value, value::text FROM given." + name).executeQuery();
			PreparedStatement s = c.prepareStatement("INSERT INTO written." + name + " VALUES (?, ?)");
			while (r.next()) {
				PGobject value = (PGobject) r.getObject(2);
				if (!binary)
					check(r.getString(2), r.getString(3));
				else if (value != null && ((Wire) value).bytes == null)
					throw new AssertionError(name + " did not come as binary");
				s.setInt(1, r.getInt(1));
				if (value == null)
					s.setNull(2, Types.OTHER);
				else if (binary)
					s.setObject(2, value);
				else
					s.setObject(2, r.getString(2), Types.OTHER);
				s.executeUpdate();
			}
		}
		one(c, "SELECT check_written('JDBC', ?)", binary ? "binary" : "text");
	}

	public static void main(String[] args) throws SQLException {
		try (Connection c = connect("")) {
			copy(c, false);

			ResultSet r = c.createStatement().executeQuery("SELECT * FROM curve");
			r.next();
			check(List.of(r.getInt(1), r.getLong(2), r.getLong(3), r.getDouble(4)), List.of(30, 4L, 1L, 0.75));
			r = c.createStatement().executeQuery("SELECT * FROM event ORDER BY nevent DESC");
			r.next();
			check(List.of(r.getString("event_type"), r.getDate("event_date"), r.getDouble("event_value"), r.getBoolean("sust_last")),
				List.of("CDI", java.sql.Date.valueOf("2021-12-01"), 2.0, true));
			check(r.getObject("cdw_type"), null);
			java.sql.Date confirmed = java.sql.Date.valueOf("2022-06-01");
			check(r.getArray("conf_dates").getArray(), new java.sql.Date[] {confirmed, confirmed});
			check(r.getArray("pira_conf_dates").getArray(), new java.sql.Date[2]);
			check(one(c, "SELECT active FROM component LIMIT 1"), 81L);

			r = c.createStatement().executeQuery("SELECT value FROM given.edss WHERE value = 3.5");
			r.next();
			check(r.getMetaData().getColumnType(1), Types.OTHER);
			check(r.getDouble(1), 3.5); // a number if one is requested
			for (Object threshold : new Object[] {6, 6L, 6.0, 6.0f, new BigDecimal("6.0")})
				check(one(c, "SELECT count(*) FROM given.edss WHERE value >= ?", threshold), 9L);
			check(one(c, "SELECT count(*) FROM given.edss WHERE value > ?", 3.2), 14L);
			// a string has a type, so it needs a cast
			refused(c, "42883", "SELECT count(*) FROM given.edss WHERE value >= ?", "6.0");
			refused(c, "42804", "INSERT INTO written.edss VALUES (0, ?)", "6.0");
			check(one(c, "SELECT count(*) FROM given.edss WHERE value >= ?::edss", "6.0"), 9L);
		}
		String oids;
		try (Connection c = connect("")) {
			oids = String.join(",", types(c).values());
		}
		try (Connection c = connect(oids)) {
			copy(c, true);
		}
	}
}
