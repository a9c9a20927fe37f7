using System.Security.Cryptography;
using Gateway.Data;
using Gateway.Messages.Store;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using System.Text;

namespace Gateway.Messages;

/// <summary>
/// Lays a message aside that nobody could take, with its reason, once however often it comes: what an agency's system refused or let lie too often, what has no queue, and what
/// the gateway's own consumers cannot read. It waits for an operator.
/// </summary>
internal sealed class LayAside(IDbContextFactory<GatewayContext> contexts, OutboxRows rows, TimeProvider time, ILogger<LayAside> log)
{
    /// <summary>One that came back from a queue, or that a consumer of ours could not deal with.</summary>
    public async Task CameBackAsync(ReceiveContext context, string because)
    {
        var properties = context.TryGetPayload(out RabbitMqBasicConsumeContext? broker) ? broker.Properties : null;
        var queue = Text(properties?.Headers, "x-first-death-queue");
        var bytes = context.Body.GetBytes();
        var ours = MessageBody.Read(bytes);
        await AddAsync(new ParkedMessage
        {
            Id = ours?.Message ?? (Guid.TryParse(properties?.MessageId, out var id) ? id : new Guid(SHA256.HashData(bytes).AsSpan(0, 16))),
            Kind = ours?.Kind ?? "not-ours",
            Agency = queue is null ? "" : AgencyQueues.AgencyOf(queue),
            Child = ours?.Child,
            Body = ours is null ? null : bytes,
            Because = WhyOf(Text(properties?.Headers, "x-first-death-reason")) ?? because,
            ParkedAt = time.GetUtcNow(),
        }, CancellationToken.None);
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
