using Gateway.Tool.Synthetic.Places;

namespace Gateway.Tool.Synthetic;

/// <summary>What was asked for, once it has been checked.</summary>
/// <param name="Children">All of them, the cast included.</param>
/// <param name="Measurement">Numbers beyond the 999 range may be used, and every child is in a department.</param>
internal sealed record GenerationRequest(int Children, ulong Seed, AsOf AsOf, bool Measurement, Geography Geography);
