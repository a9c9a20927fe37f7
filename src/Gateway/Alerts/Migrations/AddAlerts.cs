using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Alerts.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261122060000_AddAlerts")]
internal sealed class AddAlerts : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Alerts(migrationBuilder);
        Trail(migrationBuilder);
    }

    private void Alerts(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "Alerts",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Decision = table.Column<Guid>(nullable: false),
                InteractionId = table.Column<Guid>(nullable: false),
                PolicyHash = table.Column<byte[]>(nullable: false),
                AskerAgency = table.Column<string>(nullable: false),
                AskerKind = table.Column<string>(maxLength: 32, nullable: false),
                Asker = table.Column<string>(nullable: false),
                AskerRole = table.Column<string>(nullable: false),
                AskerName = table.Column<string>(nullable: true),
                Purpose = table.Column<string>(nullable: false),
                Child = table.Column<string>(maxLength: 10, nullable: false),
                DateOfBirth = table.Column<DateOnly>(nullable: false),
                At = table.Column<long>(nullable: false),
                Kind = table.Column<string>(maxLength: 24, nullable: false),
                Agency = table.Column<string>(nullable: false),
                Key = table.Column<byte[]>(nullable: false),
                Code = table.Column<string>(nullable: false),
                Spread = table.Column<bool>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_Alerts", alert => alert.Id));
        migration.CreateIndex("IX_Alerts_Agency_Key", "Alerts", ["Agency", "Key"], Schema, unique: true);
        migration.CreateIndex("IX_Alerts_Agency_At", "Alerts", ["Agency", "At"], Schema);
        migration.CreateIndex("IX_Alerts_Spread", "Alerts", "Spread", Schema);
    }

    private void Trail(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "Trail",
            schema: Schema,
            columns: table => new
            {
                Sequence = Counter(table),
                Asker = table.Column<Guid>(nullable: false),
                Child = table.Column<long>(nullable: false),
                At = table.Column<long>(nullable: false),
                Purpose = table.Column<int>(nullable: false),
                Withheld = table.Column<int>(nullable: false),
                Stranger = table.Column<bool>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_Trail", step => step.Sequence));
        migration.CreateIndex("IX_Trail_At", "Trail", "At", Schema);
    }
}
