namespace Gateway.Tests.Hosting;

/// <summary>Tests with a bound in milliseconds: nothing runs beside them, so that it is ours that is measured.</summary>
[CollectionDefinition(nameof(TimedAlone), DisableParallelization = true)]
public sealed class TimedAlone;
