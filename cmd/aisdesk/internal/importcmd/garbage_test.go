package importcmd

import (
	"runtime/debug"
	"runtime/metrics"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// An import without the screen ends soon: it collects garbage rarely.
func TestAnImportCollectsRarely(t *testing.T) {
	before := debug.SetGCPercent(77)
	defer debug.SetGCPercent(before)
	prog := commands{cli.New(cli.Streams{}, func(string) string { return "" })}
	if err := prog.runImport(t.Context(), &headless{askNext: true}); err == nil { // what is wrong with the flags ends it before anybody is asked
		t.Error("--ask-next alone is taken")
	}
	set := []metrics.Sample{{Name: "/gc/gogc:percent"}}
	if metrics.Read(set); set[0].Value.Uint64() != 200 {
		t.Errorf("the import runs with %d %%, want 200", set[0].Value.Uint64())
	}
}
