package casecmd

import (
	"testing"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/report"
	"aisdesk/cmd/aisdesk/internal/schemacmd/schematest"
)

func TestSchemas(t *testing.T) {
	schematest.Hold(t, map[string]any{"case-list": listedCase{}, "case-show": shownCase{}, "case-history": shownEvent{}, "case-event": written{}, "case-begun": begun{}, "case-erased": erased{}, "check": cases.Checked{}, "case-data": report.Aggregated{}})
}
