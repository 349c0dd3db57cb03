package rules

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

// thresholds are all numbers of a set that decide, by reflection.
func thresholds(s *Set) (all []reflect.Value) {
	v := reflect.ValueOf(s).Elem()
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.Struct {
			for k := range f.NumField() {
				all = append(all, f.Field(k))
			}
		}
	}
	return all
}

// The built-in thresholds are those of the specification.
func TestBuiltinThresholds(t *testing.T) {
	b, err := Builtin().TOML()
	if err != nil {
		t.Fatal(err)
	}
	want := `schema = 1
name = "2026-11-28"

[income]
window_days = 90
window_cycles = 3
proven_span_days = 56
alimony_payments = 6
circle_gone_permille = 500
circle_net_permille = 100

[obligations]
mean_months = 6
revolving_permille = 50

[signs]
drawn_card_percent = 75

[quality]
coverage_days = 90
gap_days = 35
gap_times = 3
everyday_rows = 6
leaves_percent = 50
`
	if string(b) != want {
		t.Errorf("%s", b)
	}
}

// Whatever threshold changes, the hash does; the name does not change it. A file gives back what was written.
func TestTheHashIsThatOfTheThresholds(t *testing.T) {
	seen := map[string]int{Builtin().Hash(): -1}
	named := Builtin()
	named.Name = "another"
	if named.Hash() != Builtin().Hash() {
		t.Error("the name changes the hash")
	}
	for i := range thresholds(Builtin()) {
		s := Builtin()
		thresholds(s)[i].SetInt(thresholds(s)[i].Int() + 1)
		if was, twice := seen[s.Hash()]; twice {
			t.Errorf("threshold %d has the hash of %d", i, was)
		}
		seen[s.Hash()] = i
		b, err := s.TOML()
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse(bytes.NewReader(b))
		if err != nil || *again != *s {
			t.Errorf("threshold %d: %v %+v", i, err, again)
		}
	}
	if len(seen) != 15 {
		t.Errorf("%d hashes", len(seen))
	}
}

func TestFilesOfRules(t *testing.T) {
	s, err := Parse(strings.NewReader("schema = 1\nname = \"strict\"\n[quality]\ncoverage_days = 180\n"))
	want := Builtin()
	want.Name, want.Quality.CoverageDays = "strict", 180
	if err != nil || *s != *want {
		t.Errorf("%v %+v", err, s)
	}
	for text, says := range map[string]string{
		"name = \"x\"":              "schema = 1 is missing",
		"schema = 2\nname = \"x\"":  "newer version",
		"schema = 1":                "name is missing",
		"schema = 1\nname = \"  \"": "name is missing",
		"schema = 1\nname = \"x\"\n[income]\nwindow = 3":                `there is no threshold "income.window"`,
		"schema = 1\nname = \"x\"\n[income]\nwindow_days = 0":           "income.window_days = 0: it is from 28 to 731",
		"schema = 1\nname = \"x\"\n[income]\nwindow_days = \"\"":        "incompatible types",
		"schema = 1\nname = \"x\"\n[signs]\ndrawn_card_percent = 101":   "signs.drawn_card_percent = 101: it is from 1 to 100",
		"schema = 1\nname = \"x\"\n[income]\ncircle_gone_permille = 50": "circle_net_permille is at most",
		strings.Repeat("# long\n", 10000):                               "at most",
		"schema = ":                                                     "",
	} {
		if _, err := Parse(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%.60q: %v", text, err)
		}
	}
}

// Every threshold has bounds, which hold the built-in one.
func TestEveryThresholdHasBounds(t *testing.T) {
	s := Builtin()
	if limits := s.limits(); len(limits) != len(thresholds(s)) {
		t.Errorf("%d bounds for %d thresholds", len(limits), len(thresholds(s)))
	}
	if err := s.check(nil); err != nil {
		t.Error(err)
	}
	for i := range thresholds(s) {
		for _, v := range []int64{-1, 1 << 20} {
			s := Builtin()
			thresholds(s)[i].SetInt(v)
			if err := s.check(nil); err == nil {
				t.Errorf("threshold %d may be %d", i, v)
			}
		}
	}
}
