using Gateway.Benchmarks.Processes;
using Gateway.Benchmarks.Report;

namespace Gateway.Benchmarks.Measures;

/// <summary>C1 and C9: the same questions to gateways that know more and more children, all up at once and asked turn by turn.</summary>
internal static class Growth
{
    private const double Flat = 0.05;

    public static async Task RunAsync(Bed bed, LoadReport report)
    {
        var curves = new List<Curve>();
        try
        {
            foreach (var size in bed.Options.Sizes) curves.Add(new Curve(await bed.SiteAsync(size)));
            foreach (var curve in curves) await WarmUp.UntilSettledAsync(() => curve.TurnAsync(bed, bed.Options.WarmUpSeconds));
            var rate = 0.0;
            for (var round = 0; round <= bed.Options.Rounds; round++)
            {
                foreach (var curve in curves) await curve.RoundAsync(bed, counts: round > 0, rate);
                if (round == 0) rate = curves.Min(curve => curve.LatestPerSecond) / 2;
            }
        }
        finally
        {
            foreach (var curve in curves) await curve.Site.DisposeAsync();
        }

        Add(bed.Options, curves, report);
    }

    private static void Add(LoadOptions options, List<Curve> curves, LoadReport report)
    {
        // Two sizes close together tell nothing of a slope: the short form prints it and asks nothing of it.
        double? allowed = options.Short ? null : Flat;
        foreach (var curve in curves)
        {
            report.Figures.Add(Figure.FromRounds("C1", $"{curve.Children:N0} children: checks a second", curve.PerSecond, "/s", null, null, true) with
            {
                Of = $"processor {curve.Cpu.Median():N0} µs a check; own share p50 {curve.Own.Median():0.00} ms; gateway {curve.Memory.Median():N0} MB; restart {curve.Site.Start.TotalSeconds:0.0} s",
            });
        }

        AddSlope("C1", "Slope of the time for a check, log-log", curves, curve => 1 / curve.PerSecond.Median(), allowed, report);
        AddSlope("C1", "Slope of the processor time for a check", curves, curve => curve.Cpu.Median(), allowed, report);
        AddSlope("C1", "Slope of the own share, p50", curves, curve => curve.Own.Median(), allowed, report);
        AddSlope("C9", "Slope of the restart time (linear is allowed)", curves, curve => curve.Site.Start.TotalSeconds, options.Short ? null : 1.0, report);
    }

    private static void AddSlope(string code, string what, List<Curve> curves, Func<Curve, double> of, double? allowed, LoadReport report)
    {
        var slope = Statistics.Slope(curves.Select(curve => ((double)curve.Children, of(curve))));
        report.Figures.Add(new Figure(code, what, slope, "", allowed, allowed, HigherIsBetter: false) { Lowest = slope, Highest = slope });
    }

    private sealed class Curve(Site site)
    {
        public Site Site => site;

        public int Children => site.Population.Size;

        public List<double> PerSecond { get; } = [];

        public List<double> Own { get; } = [];

        public List<double> Cpu { get; } = [];

        public List<double> Memory { get; } = [];

        public double LatestPerSecond { get; private set; }

        /// <summary>A closed loop; gives the processor time of gateway and agencies for an answer.</summary>
        public async Task<double> TurnAsync(Bed bed, double seconds)
        {
            var before = site.Gateway.Cpu + site.Simulator.Cpu;
            var closed = await bed.Generator.RunAsync(bed.Checks(site) with { Seconds = seconds });
            LatestPerSecond = closed.PerSecond;
            return (site.Gateway.Cpu + site.Simulator.Cpu - before) * 1_000_000 / closed.Completed;
        }

        public async Task RoundAsync(Bed bed, bool counts, double rate)
        {
            var cpu = await TurnAsync(bed, bed.Options.Seconds);
            if (!counts) return;
            var open = await bed.Generator.RunAsync(bed.Checks(site) with { Rate = rate, Connections = OwnShare.Connections });
            PerSecond.Add(LatestPerSecond);
            Cpu.Add(cpu);
            Own.Add(open.Own.P50);
            Memory.Add(site.Gateway.Memory);
        }
    }
}
