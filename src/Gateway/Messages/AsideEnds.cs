using Gateway.Notifications;
using MassTransit;

namespace Gateway.Messages;

/// <summary>The ends of the bus at which a message is laid aside: those that a consumer faulted over, those that nobody consumes, and the queue of those that were refused.</summary>
internal static class AsideEnds
{
    public static MoreOfTheBus Of(LayAside aside) => new(
        transport => transport.ReceiveEndpoint(AgencyQueues.Refused, endpoint =>
        {
            endpoint.SetQuorumQueue();
            endpoint.PublishFaults = false;
            Aside(endpoint, aside);
        }),
        endpoint => Aside(endpoint, aside));

    private static void Aside(IReceiveEndpointConfigurator endpoint, LayAside aside)
    {
        var filter = new Filter(aside);
        endpoint.ConfigureError(pipe => pipe.UseFilter(filter));
        endpoint.ConfigureDeadLetter(pipe => pipe.UseFilter(filter));
    }

    private sealed class Filter(LayAside aside) : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
    {
        public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next) => aside.CameBackAsync(context, "fault-" + (context.Exception.InnerException ?? context.Exception).GetType().Name);

        public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) => aside.CameBackAsync(context, "nobody-takes-it");

        public void Probe(ProbeContext context) => context.CreateFilterScope("layAside");
    }
}
