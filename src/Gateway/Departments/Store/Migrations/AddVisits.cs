using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Departments.Store.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261123140000_AddVisits")]
internal sealed class AddVisits : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "Visits",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Agency = table.Column<string>(nullable: false),
                Site = table.Column<string>(nullable: true),
                Encounter = table.Column<byte[]>(nullable: false),
                Child = table.Column<byte[]>(nullable: false),
                About = table.Column<byte[]>(nullable: false),
                ArrivedAt = table.Column<long>(nullable: false),
                BegunAt = table.Column<long>(nullable: false),
                End = table.Column<string>(maxLength: 16, nullable: false),
                EndedAt = table.Column<long>(nullable: true),
                Version = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_Visits", visit => visit.Id));
        migrationBuilder.CreateIndex("IX_Visits_Encounter", "Visits", ["Encounter"], Schema, unique: true);
        migrationBuilder.CreateIndex("IX_Visits_Agency_End_ArrivedAt", "Visits", ["Agency", "End", "ArrivedAt"], Schema);
        migrationBuilder.CreateIndex("IX_Visits_Child_ArrivedAt", "Visits", ["Child", "ArrivedAt"], Schema);
        Entries(migrationBuilder);
    }

    private void Entries(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "VisitEntries",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Visit = table.Column<Guid>(nullable: false),
                Number = table.Column<int>(nullable: false),
                Request = table.Column<Guid>(nullable: false),
                Sent = table.Column<byte[]>(nullable: false),
                Kind = table.Column<string>(maxLength: 32, nullable: false),
                Person = table.Column<string>(nullable: false),
                PersonName = table.Column<string>(nullable: true),
                Role = table.Column<string>(nullable: false),
                At = table.Column<long>(nullable: false),
                Content = table.Column<byte[]>(nullable: false),
                LedgerEntry = table.Column<Guid>(nullable: false),
                LedgerIndex = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_VisitEntries", entry => entry.Id));
        migration.CreateIndex("IX_VisitEntries_Visit_Number", "VisitEntries", ["Visit", "Number"], Schema, unique: true);
        migration.CreateIndex("IX_VisitEntries_Request", "VisitEntries", ["Request"], Schema, unique: true);
    }
}
