package categorize

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// figuresFile holds the figures of the last run that was accepted, in thousandths. Write it anew with
//
//	AISDESK_FIGURES=../testdata/labelled.figures go test ./aisclient/insight/categorize -run LabelledRows
const figuresFile = "../testdata/labelled.figures"

// mostFall is by how many thousandths a figure may be below the recorded one.
const mostFall = 5

// floorOf is below what a figure may not be: statement 11.4. 0 is none. A figure that is recorded below its floor is a shortfall that is known: it is
// listed at every run and may not fall, and once it is recorded at the floor it may not go below it again.
func floorOf(name string) int {
	switch {
	case name == "macro_f1":
		return 800
	case name == "accuracy":
		return 960
	case name == "decoys_right":
		return 980
	case strings.HasPrefix(name, "other."):
		return 0
	case strings.HasSuffix(name, ".precision"):
		return 970
	case strings.HasSuffix(name, ".recall"):
		return 900
	case strings.HasSuffix(name, ".salary.f1"):
		return 950
	}
	return 0
}

func checkFloors(t *testing.T, s *score) {
	t.Helper()
	recorded := readFigures(t)
	now := s.figures()
	for name, got := range now {
		if want, ok := recorded[name]; ok && got < want-mostFall {
			t.Errorf("%s fell from %d to %d thousandths", name, want, got)
		}
		floor := floorOf(name)
		if got < 0 || got >= floor {
			continue
		}
		if want, ok := recorded[name]; ok && want < floor {
			t.Logf("%s is %d thousandths, still below the floor of %d", name, got, floor)
			continue
		}
		t.Errorf("%s is %d thousandths, below the floor of %d", name, got, floor)
	}
	for name := range recorded {
		if _, ok := now[name]; !ok {
			t.Errorf("%s is recorded and no longer measured", name)
		}
	}
}

func readFigures(t *testing.T) map[string]int {
	t.Helper()
	b, err := os.ReadFile(figuresFile)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]int{}
	for line := range strings.Lines(string(b)) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			continue
		}
		n, err := strconv.Atoi(value)
		if err != nil {
			t.Fatalf("%s: %q: %v", figuresFile, line, err)
		}
		out[name] = n
	}
	return out
}
