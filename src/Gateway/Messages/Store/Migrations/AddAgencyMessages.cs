using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Messages.Store.Migrations;

/// <summary>What agencies' own systems are owed, how far each line of it is, and what was laid aside.</summary>
[DbContext(typeof(GatewayContext))]
[Migration("20261123110500_AddAgencyMessages")]
internal sealed class AddAgencyMessages : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Owed(migrationBuilder);
        migrationBuilder.CreateTable(
            name: "MessageLines",
            schema: Schema,
            columns: table => new
            {
                Agency = table.Column<string>(nullable: false),
                Child = table.Column<Guid>(nullable: false),
                Last = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_MessageLines", line => new { line.Agency, line.Child }));
        migrationBuilder.CreateTable(
            name: "ParkedMessages",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Kind = table.Column<string>(nullable: false),
                Agency = table.Column<string>(nullable: false),
                Child = table.Column<Guid>(nullable: true),
                Body = table.Column<byte[]>(nullable: true),
                Because = table.Column<string>(nullable: false),
                ParkedAt = table.Column<long>(nullable: false),
                ReplayedAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_ParkedMessages", message => message.Id));
        migrationBuilder.CreateIndex("IX_ParkedMessages_ReplayedAt_ParkedAt", "ParkedMessages", ["ReplayedAt", "ParkedAt"], Schema);
    }

    private void Owed(MigrationBuilder migration) =>
        migration.CreateTable(
            name: "OwedMessages",
            schema: Schema,
            columns: table => new
            {
                Sequence = Counter(table),
                Id = table.Column<Guid>(nullable: false),
                Kind = table.Column<string>(nullable: false),
                Agency = table.Column<string>(nullable: false),
                Child = table.Column<Guid>(nullable: false),
                Number = table.Column<int>(nullable: false),
                Body = table.Column<byte[]>(nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_OwedMessages", message => message.Sequence));
}
