namespace Gateway.Rules.Ledger.Witnessing;

/// <summary>A witness's word on a checkpoint, verified.</summary>
/// <param name="By">The witness.</param>
/// <param name="Time">When it cosigned, POSIX time in seconds.</param>
public sealed record Cosignature(Witness By, long Time);
