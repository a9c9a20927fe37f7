namespace Gateway.Rules.Ledger.Evidence;

/// <summary>The common section of a log's first entry, opened for everybody: it is the gateway's own and names nobody.</summary>
/// <param name="Salt">32 bytes.</param>
/// <param name="Bytes">The section. Its JSON has the member <c>previousLog</c>: <see cref="PreviousLog.Digest"/> in base64.</param>
public sealed record FirstSection(byte[] Salt, byte[] Bytes);
