package categorize

import (
	"testing"

	"aisdesk/aisclient/lexicon"
)

// Titles that differ in a long file number only have one skeleton, unless a word of the lexicon stands on its digits.
func TestFileNumbersAreLeftOutOfSkeletons(t *testing.T) {
	gone := func(digits string) bool { return digits != "118118" }
	for _, c := range []struct {
		x, y  string
		equal bool
	}{
		{"Faktura 12345/2026", "Faktura 98765/2026", true},
		{"Faktura 12345/2026", "Faktura 98765/2025", false}, // a year counts
		{"Faktura 12345/2026", "Faktura 123456/2026", false},
		{"Rata 12/60", "Rata 13/60", false},
		{"118118/26 Money", "118119/26 Money", false},
		{"cz12345/26", "cz98765/26", false}, // a word with digits
		{"Karta 123456", "Karta 987654", true},
	} {
		x, _ := appendSkeleton(nil, c.x, gone)
		y, _ := appendSkeleton(nil, c.y, gone)
		if (string(x) == string(y)) != c.equal {
			t.Errorf("%q and %q have the skeletons %q and %q", c.x, c.y, x, y)
		}
	}
	if whole, files := appendSkeleton(nil, "Faktura 12345/2026", nil); string(whole) != "Faktura 12345/2026" || files {
		t.Errorf("where all digits count the skeleton is %q", whole)
	}
}

// A title is scanned once for all its file numbers, but where they tell what it is.
func TestTitlesWithFileNumbersAreScannedOnce(t *testing.T) {
	lex := lexicon.Builtin()
	b := &builder{Rows: &Rows{lex: lex}, titles: map[string]int32{}, classOf: map[string]int32{}, scanners: []*lexicon.Scanner{lex.Scanner("PL")}}
	id := func(title string) int32 {
		n, files := b.scan(title, 0, b.untold)
		if files && b.scans[n].Numbered() {
			n, _ = b.scan(title, 0, nil)
		}
		return n
	}
	if id("Wynagrodzenie za pracę 12345/2026") != id("Wynagrodzenie za pracę 98765/2026") {
		t.Error("a title was scanned for each number of a payslip")
	}
	if id("Km 12345/26 rata") == id("Km 98765/26 rata") {
		t.Error("two files of a bailiff are taken for one")
	}
}

// Titles are of one class where what was found in them, its words and its place are the same: they are decided once.
func TestTitlesThatHoldTheSameAreOfOneClass(t *testing.T) {
	lex := lexicon.Builtin()
	b := &builder{Rows: &Rows{lex: lex}, classOf: map[string]int32{}, scanners: []*lexicon.Scanner{lex.Scanner("PL")}}
	class := func(title string) int32 { return b.scanned(0, title, lexicon.Title).class }
	for _, c := range []struct {
		x, y string
		same bool
	}{
		{"Za obiad 17", "Za obiad 34", true},
		{"zmyslony nierozpoznany", "wymyslony niezrozumialy", true},
		{"Czynsz za lokal 4", "Za lokal 4, czynsz", false},
		{"Rata 7 kredytu hipotecznego", "Rata 7 kredytu", false},
		{"alimenty na Ole", "alimentow na Ole", false},
		{"odsetki karne 0.00", "odsetki karne 9.00", false},
		{"Km 12/26", "Km 123/26", false},
		{"zmyslony nierozpoznany", "123456", false},
	} {
		if got := class(c.x) == class(c.y); got != c.same {
			t.Errorf("%q and %q are of one class: %t", c.x, c.y, got)
		}
	}
}
