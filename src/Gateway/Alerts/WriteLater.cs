using System.Threading.Channels;
using Gateway.Data;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Alerts;

/// <summary>
/// Rows that no answer waits for, written in batches a moment later and at the end of the process. What does not fit, or is
/// lost with the process, is still in the ledger.
/// </summary>
internal sealed class WriteLater(IDbContextFactory<GatewayContext> contexts, ILogger<WriteLater> log)
{
    private const int Batch = 500;

    private readonly Channel<object> _rows =
        Channel.CreateBounded<object>(new BoundedChannelOptions(20_000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Write(object row) => _rows.Writer.TryWrite(row);

    public async Task FlushAsync(CancellationToken cancellation)
    {
        while (Take() is { Count: > 0 } batch)
        {
            try
            {
                await contexts.AddNewAsync(batch, cancellation);
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                // The text of a fault may quote a row.
                log.LogWarning("{Count} rows could not be written: {Fault}", batch.Count, fault.GetType().Name);
                return;
            }
        }
    }

    private List<object> Take()
    {
        var batch = new List<object>();
        while (batch.Count < Batch && _rows.Reader.TryRead(out var row)) batch.Add(row);
        return batch;
    }
}
