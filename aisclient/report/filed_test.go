package report

import (
	"os"
	"testing"
)

// A report that was filed stays as it was made whatever the program learns: a new field of its JSON is left out where there is nothing to
// say, for else every report of before would be called changed. The file is of 2026-11-30 and never renewed.
func TestAReportOfBeforeIsAsItWasMade(t *testing.T) {
	b, err := os.ReadFile("testdata/filed.json")
	if err != nil {
		t.Fatal(err)
	}
	if d, err := Parse(b); err != nil || len(d.Checks) != 2 {
		t.Errorf("%+v, %v", d, err)
	}
}
