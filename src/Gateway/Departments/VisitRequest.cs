using System.Security.Cryptography;
using System.Text;
using Gateway.Agencies;

namespace Gateway.Departments;

/// <summary>Joins a retry to its request.</summary>
/// <param name="Id">Of the person and the request id, so that an id belongs to one request alone.</param>
/// <param name="Sent">A keyed hash of what was sent: the same id with another body is another request.</param>
internal sealed record VisitRequest(Guid Id, byte[] Sent)
{
    public static VisitRequest Of(Practitioner who, Guid requestId, byte[] sent) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"visit\n{who.Agency.Id}\n{who.Subject}\n{requestId:N}")).AsSpan(0, 16)), sent);
}
