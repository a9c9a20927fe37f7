using System.Security.Cryptography;
using System.Text;
using Gateway.Agencies.Loading;
using Gateway.Data;
using Gateway.Messages.Store;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Messages;

/// <summary>
/// Lays a message aside that nobody could take, with its reason, once however often it comes: what an agency's system refused or let lie too often, what has no queue, and what
/// the gateway's own consumers cannot read. It waits for an operator.
/// </summary>
internal sealed class LayAside(IDbContextFactory<GatewayContext> contexts, OutboxRows rows, IHostApplicationLifetime life, TimeProvider time, ILogger<LayAside> log)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>One that came back from a queue, or that a consumer of ours could not deal with.</summary>
    public async Task CameBackAsync(ReceiveContext context, string because)
    {
        var properties = context.TryGetPayload(out RabbitMqBasicConsumeContext? broker) ? broker.Properties : null;
        var queue = Text(properties?.Headers, "x-first-death-queue");
        var bytes = context.Body.GetBytes();
        var ours = MessageBody.Read(bytes);
        await UntilItIsAsideAsync(new ParkedMessage
        {
            Id = ours?.Message ?? (Guid.TryParse(properties?.MessageId, out var id) ? id : new Guid(SHA256.HashData(bytes).AsSpan(0, 16))),
            Kind = ours?.Kind ?? "not-ours",
            // A header is whatever somebody wrote: a text that no store takes would come back for ever.
            Agency = queue is not null && AgencyQueues.AgencyOf(queue) is var agency && RegisterWords.IsId(agency) ? agency : "",
            Child = ours?.Child,
            Body = ours is null ? null : bytes,
            Because = WhyOf(Text(properties?.Headers, "x-first-death-reason")) ?? because,
            ParkedAt = time.GetUtcNow(),
        }, life.ApplicationStopping);
    }

    /// <summary>One that is owed to an agency that has no queue any more.</summary>
    public async Task OwnAsync(Waiting message, CancellationToken stopping)
    {
        await AddAsync(new ParkedMessage
        {
            Id = message.Id,
            Kind = message.Kind,
            Agency = message.Agency,
            Child = message.Child,
            Body = message.Body,
            Because = "no-queue",
            ParkedAt = time.GetUtcNow(),
        }, stopping);
        await rows.GoneAsync([message.Sequence], stopping);
    }

    // Thrown, it would go back to its queue and come again at once for as long as the store is away, and a broker that counts would let go of it in the end. It is held meanwhile.
    private async Task UntilItIsAsideAsync(ParkedMessage parked, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await AddAsync(parked, stopping);
                return;
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                var again = Task.Delay(Again, time, stopping);
                log.LogWarning("Message {MessageId} is held until it can be laid aside: {Fault}", parked.Id, fault.GetType().Name);
                await again;
            }
        }
    }

    private async Task AddAsync(ParkedMessage parked, CancellationToken stopping)
    {
        await contexts.AddNewAsync([parked], stopping);
        log.LogWarning("Message {MessageId} for {Agency} was laid aside: {Because}", parked.Id, parked.Agency, parked.Because);
    }

    private static string? WhyOf(string? reason) => reason switch
    {
        "rejected" => "refused",
        "delivery_limit" => "delivered-too-often",
        "expired" or "maxlen" => reason,
        _ => null,
    };

    private static string? Text(IDictionary<string, object?>? headers, string name) =>
        headers is not null && headers.TryGetValue(name, out var value) ? value as string ?? (value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : null) : null;
}
