using System.Globalization;
using Gateway.Audit.Publishing;

namespace Gateway.Audit.Operating;

/// <summary>
/// <c>Gateway ledger init --origin NAME --inception DATE</c> and <c>Gateway ledger begin --reason WHY --operator WHO</c>, each with the settings of the
/// gateway itself. Ends with 0 where a log was begun, and else with 1 and a sentence; nothing was changed then.
/// </summary>
internal static class LedgerCommands
{
    public const string Name = "ledger";
    private const int LongestText = 2000;

    private const string Usage = "Gateway ledger init --origin NAME --inception YYYY-MM-DD\nGateway ledger begin --reason WHY --operator WHO";

    public static bool Owns(string[] args) => args is [Name, ..];

    public static async Task<int> RunAsync(string[] args, TimeProvider time, TextWriter output, TextWriter errors)
    {
        var builder = WebApplication.CreateBuilder(args[Math.Min(2, args.Length)..]);
        var given = builder.Configuration;
        try
        {
            var answer = args switch
            {
                [_, "init", ..] when Text(given, "origin") is { } origin && Day(given["inception"]) is { } inception => new InitLog(Settings(builder), time).Run(origin, inception),
                [_, "begin", ..] when Text(given, "reason") is { } reason && Text(given, "operator") is { } by => Begin(builder, time, by, reason),
                _ => null,
            };
            return await SayAsync(answer, output, errors);
        }
        catch (InvalidOperationException missing)
        {
            // A setting that is missing or wrong, by its name.
            await errors.WriteLineAsync(missing.Message);
            return 1;
        }
    }

    private static OperatorAnswer Begin(WebApplicationBuilder builder, TimeProvider time, string by, string reason)
    {
        var settings = Settings(builder);
        return new BeginLog(settings, PublishingSettings.Read(builder.Configuration, builder.Environment, settings), time).Run(by, reason);
    }

    private static LedgerSettings Settings(WebApplicationBuilder builder) => LedgerSettings.Read(builder.Configuration, builder.Environment);

    private static async Task<int> SayAsync(OperatorAnswer? answer, TextWriter output, TextWriter errors)
    {
        switch (answer)
        {
            case OperatorAnswer.Begun(var log, var left):
                if (left is not null) await output.WriteLineAsync($"Left as it is: {left}.");
                await output.WriteLineAsync($"The log {log} was begun.");
                return 0;
            case OperatorAnswer.Refused(var why):
                await errors.WriteLineAsync($"Nothing was begun: {why}.");
                return 1;
            default:
                await errors.WriteLineAsync(Usage);
                return 2;
        }
    }

    private static string? Text(ConfigurationManager given, string name) => given[name] is { Length: > 0 and <= LongestText } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
