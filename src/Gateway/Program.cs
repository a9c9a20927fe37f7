namespace Gateway;

/// <summary>The one service: API, pages, consumers and connectors.</summary>
public sealed class Program
{
    private Program() { }

    public static async Task Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        await app.RunAsync();
    }
}
