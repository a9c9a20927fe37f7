namespace Gateway.Hosting;

/// <summary>For the load program only: where the time of a check went, as a Server-Timing header. Off unless asked for.</summary>
public sealed record MeasurementOptions(bool ServerTiming);
