using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Simulator;

/// <summary>The context of one connection, used again for each of its requests.</summary>
internal sealed class ConnectionContext
{
    public DefaultHttpContext Http { get; } = new(new FeatureCollection());
}

/// <summary>Hands the requests of one port to the router, with nothing between them.</summary>
internal sealed class ScopedApplication(Scope scope, Router router) : IHttpApplication<ConnectionContext>
{
    public ConnectionContext CreateContext(IFeatureCollection contextFeatures)
    {
        var context = contextFeatures is IHostContextContainer<ConnectionContext> container
            ? container.HostContext ??= new ConnectionContext()
            : new ConnectionContext();
        context.Http.Initialize(contextFeatures);
        return context;
    }

    public async Task ProcessRequestAsync(ConnectionContext context)
    {
        try
        {
            await router.RouteAsync(scope, context.Http);
        }
        catch (Exception gone) when (context.Http.RequestAborted.IsCancellationRequested && gone is OperationCanceledException or IOException)
        {
            // The caller has hung up: there is nobody to answer.
        }
        catch (Exception fault)
        {
            await Console.Error.WriteLineAsync($"Simulator fault: {fault.GetType()}\n{fault.StackTrace}");
            throw;
        }
    }

    public void DisposeContext(ConnectionContext context, Exception? exception) => context.Http.Uninitialize();
}
