namespace Gateway.Simulator;

/// <summary>An agency in a box.</summary>
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
