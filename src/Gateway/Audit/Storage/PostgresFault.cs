using System.Net.Sockets;
using Npgsql;

namespace Gateway.Audit.Storage;

internal static class PostgresFault
{
    public static bool IsOne(Exception fault) =>
        fault is NpgsqlException or SocketException or TimeoutException or ObjectDisposedException or InvalidOperationException or InvalidCastException
            or (IOException and not LedgerStoreException);

    /// <summary>The row is at fault, not the store: bad data, a constraint, an exception raised by a trigger.</summary>
    public static bool IsOfTheRow(PostgresException fault) => fault.SqlState[..2] is "22" or "23" or "54" or "P0";

    /// <summary>
    /// An error that the server reported means that nothing was committed, unless it reported its own end. Without a report
    /// the answer is lost. The store may always come back; what it then holds is verified before it is used.
    /// </summary>
    public static LedgerStoreException From(Exception fault) => fault is PostgresException { SqlState: var state }
        ? new LedgerStoreException($"the ledger's database refused ({state})", fault) { MayComeBack = true, AnswerLost = state[..2] is "57" or "08" }
        : new LedgerStoreException($"the ledger's database did not answer ({fault.GetType().Name})", fault) { MayComeBack = true, AnswerLost = true };
}
