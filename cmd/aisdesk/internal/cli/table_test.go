package cli

import (
	"io"
	"slices"
	"strings"
	"testing"
)

// fitted are the widths of columns that were measured and made to fit.
func fitted(wide int, cols Columns, line ...string) []int {
	for i := range cols {
		cols[i].Measure(cols[i].Head)
		cols[i].Measure(line[i])
	}
	cols.Fit(wide)
	var widths []int
	for _, c := range cols {
		widths = append(widths, c.Width)
	}
	return widths
}

func TestATableFitsATerminal(t *testing.T) {
	cols := func() Columns {
		return Columns{{Head: "ID", Whole: true}, {Head: "TITLE"}, {Head: "NOTE", Spare: 1}, {Head: "A HEAD OF 16 LET", Spare: 2}, {Head: "SUM", Numeric: true}}
	}
	id, title, note := strings.Repeat("i", 60), strings.Repeat("t", 60), strings.Repeat("n", 20)
	for wide, want := range map[int][]int{
		0:   {60, widestTable, 20, 16, 6},      // a pipe: whole, but for the limit of texts
		158: {60, widestTable, 20, 16, 6},      // all of it with the gaps
		157: {60, widestTable - 1, 20, 16, 6},  // the widest text gives
		114: {60, narrowest, narrowest, 16, 6}, // no text is narrower than this or its head
		113: {60, 25, 0, 16, 6},                // the first spare one goes, and the others have its room
		84:  {60, 14, 0, 0, 6},                 // then the second
		20:  {60, narrowest, 0, 0, 6},          // ids and numbers are never cut
	} {
		if got := fitted(wide, cols(), id, title, note, "x", "-12.50"); !slices.Equal(got, want) {
			t.Errorf("%d cells: %v, want %v", wide, got, want)
		}
	}
}

// BenchmarkPrintAligned prints a list of 10,000 imports.
func BenchmarkPrintAligned(b *testing.B) {
	cols := Columns{{Head: "CUSTOMER"}, {Head: "BANK"}, {Head: "SAVED", Whole: true}, {Head: "ROWS", Numeric: true}, {Head: "STATE"}, {Head: "ID", Whole: true}}
	lines := make([][]string, 10_000)
	for i := range lines {
		lines[i] = []string{"Łukasz Żurek", "KontoBank", "2026-11-30 02:10", "512", "successful", "20261130T021000Z-abcdefghijklm"}
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := PrintAligned(io.Discard, cols, lines); err != nil {
			b.Fatal(err)
		}
	}
}
