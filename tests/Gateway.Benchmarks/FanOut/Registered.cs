using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Benchmarks.Processes;
using Gateway.Benchmarks.Report;
using Gateway.Federation;
using Gateway.Federation.Calls;
using Gateway.Matching;
using Gateway.Rules.Policy;
using Gateway.Tests.Federation;

namespace Gateway.Benchmarks.FanOut;

/// <summary>What the register costs a check: five councils and five departments are asked, and the rest are practices and schools that are not.</summary>
internal sealed class Registered : FanOutMeasure
{
    private const double Flat = 0.05;
    private const int Checks = 400;
    private static readonly int[] Sizes = [10, 100, 1_000, 10_000, 30_000];
    private static readonly ImmutableArray<Item> Asked = [Item.PlanFlag, Item.LookedAfter, Item.AttendanceCount, Item.AttendanceDates];

    private readonly ImmutableArray<Agencies> _registers = [.. Sizes.Select(size => new Agencies(size))];
    private readonly AskCustodians _ask = new(new CustodianCalls(new CustodianHttp(new AnswersAtOnce()), new CallLimits(), TimeProvider.System), NoFiles.Answer, TimeProvider.System);
    private readonly Dictionary<int, List<double>> _micros = Sizes.ToDictionary(size => size, _ => new List<double>());

    public override async Task RoundAsync(bool counts)
    {
        foreach (var register in _registers)
        {
            var began = Stopwatch.GetTimestamp();
            for (var check = 0; check < Checks; check++) await OneAsync(register);
            if (counts) _micros[register.Size].Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds / Checks);
        }
    }

    public override void Report(LoadReport report)
    {
        var slope = Statistics.Slope(Sizes.Select(size => ((double)size, _micros[size].Median())));
        report.Figures.Add(new Figure("", "Slope of the time to choose and ask ten custodians, 10 to 30,000 agencies, log-log", slope, "", Flat, Flat, HigherIsBetter: false)
        {
            Lowest = slope,
            Highest = slope,
            Of = string.Join("; ", Sizes.Select(size => $"{size:N0}: {_micros[size].Median():N0} µs")),
        });
    }

    private async Task OneAsync(Agencies agencies)
    {
        var (register, asker) = (agencies.Register, agencies.Asker);
        // As the path of a check does: the asker's own, where the child is found, who is in scope.
        var found = (register.CustodianOf(register.CustodiansOf(asker)[0].Id)?.Agency ?? asker).Areas;
        var home = new Home([register.CouncilOf(found[0])!.Id], Protected: false);
        var questions = agencies.Choose.For(Asked, home, found);
        var answers = await _ask.AskAsync(Guid.NewGuid(), FanOutBed.Child, Purpose.UnscheduledCare, FanOutBed.Since, questions, FanOutBed.Deadline, CancellationToken.None);
        if (answers.Length != 10 || answers.Any(answer => answer.AsOf is null)) throw new MeasureException("Not everybody answered who is in scope.");
    }

    private sealed class Agencies
    {
        public Agencies(int size)
        {
            Size = size;
            var agencies = Enumerable.Range(0, size).Select(n => n switch
            {
                < 5 => Agency($"council-{n}", AgencyKind.LocalAuthority, n),
                < 10 => Agency($"trust-{n}", AgencyKind.NhsTrust, n % 5),
                _ => n % 5 == 0 ? Agency($"practice-{n}", AgencyKind.GpPractice, n % 5) : Agency($"school-{n}", AgencyKind.School, n % 5),
            }).ToImmutableArray();
            Register = new Register("measured", agencies.ToFrozenDictionary(agency => agency.Id), [.. agencies.Select(Custodian)]);
            (Choose, Asker) = (new ChooseCustodians(Register), Register.Agencies["trust-5"]);
        }

        public int Size { get; }

        public Register Register { get; }

        public ChooseCustodians Choose { get; }

        public Agency Asker { get; }

        private static Agency Agency(string id, AgencyKind kind, int area) =>
            new(id, id, kind, [$"area-{area}"], new Telephones(new DutyLine(new TelephoneLine("Duty", "01632 960999"), null), null), null, null, null);

        private static Custodian Custodian(Agency agency) => new($"{agency.Id}-records", agency.Name, agency, new Uri($"https://{agency.Id}-records.invalid/"), agency.Kind switch
        {
            AgencyKind.LocalAuthority => [Item.PlanFlag, Item.LookedAfter],
            AgencyKind.NhsTrust => [Item.AttendanceCount, Item.AttendanceDates],
            AgencyKind.GpPractice => [Item.GpRegistration],
            _ => (FrozenSet<Item>)[Item.School],
        }, agency.Telephones)
        { VerifiedBy = new VerifiedBy.Tls([]) };
    }

    // The calls themselves are measured elsewhere: here nothing of them is on the way.
    private sealed class AnswersAtOnce : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var question = JsonDocument.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
            var id = request.RequestUri!.Host[..^".invalid".Length];
            var items = string.Join(',', question.RootElement.GetProperty("items").EnumerateArray().Select(item => $$"""{"item":"{{item.GetString()}}","state":"nothing-held"}"""));
            var body = $$"""{"requestId":"{{question.RootElement.GetProperty("requestId").GetString()}}","custodian":"{{id}}","asOf":"{{TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}}","items":[{{items}}]}""";
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        }
    }
}
