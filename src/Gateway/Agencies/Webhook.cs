namespace Gateway.Agencies;

/// <summary>Where an agency's own system is told that there is a notice to read, or receives what is referred to it.</summary>
/// <param name="Key">The id of the gateway's key by which that system knows us.</param>
public sealed record Webhook(Uri Endpoint, string Key);
