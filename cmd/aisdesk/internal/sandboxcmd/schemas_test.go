package sandboxcmd

import (
	"reflect"
	"testing"

	"aisdesk/cmd/aisdesk/internal/schemacmd/schematest"
	"aisdesk/localserver/sandbox"
)

func TestSchemas(t *testing.T) {
	answers, control := schematest.Schema{}, schematest.Of(reflect.TypeFor[sandbox.Endpoint]())
	for name, of := range sandbox.Answers() {
		answers[name] = schematest.Of(of)
	}
	control["$defs"] = answers
	schematest.Hold(t, map[string]any{"sandbox": address{}, "scenarios": sandbox.Scenario{}, "customers": sandbox.CustomerInfo{}, "requests": sandbox.Request{}, "control-api": control, "sandbox-scenario": sandbox.ScenarioChange{}, "sandbox-clock": sandbox.ClockTime{}, "sandbox-reset": sandbox.Forgotten{}})
}
