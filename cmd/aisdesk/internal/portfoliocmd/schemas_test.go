package portfoliocmd

import (
	"testing"

	"aisdesk/aisclient/portfolio"
	"aisdesk/cmd/aisdesk/internal/schemacmd/schematest"
)

func TestSchemas(t *testing.T) {
	schematest.Hold(t, map[string]any{"backtest": portfolio.Backtest{}, "report-failure": portfolio.Failure{}})
}
