package main

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/ledger"
)

// measureEarly measures keys while the program still works out what stands out in the rows that it just opened.
func measureEarly(t *testing.T, file string, l *ledger.Ledger) {
	var charts, found []time.Duration
	for range 3 {
		g := openWhole(t, file, l)
		charts = append(charts, g.press("5", "the charts", func() bool {
			return strings.Contains(g.line(1), "[ranking]") && strings.Contains(g.line(glassH-4), "Monday") && strings.Contains(g.screen(), "%")
		}))
		from := time.Now()
		found = append(found, g.until("the findings", g.shows("over all rows")).Sub(from))
		g.quit()
	}
	took(t, "first charts of analytics", charts...)
	took(t, "what stands out, after them", found...)
	g := openWhole(t, file, l)
	g.press("3", "transactions", g.shows(fmt.Sprintf("row 1/%d", l.Len())))
	t.Log("the next two lines are while what stands out is worked out:")
	measureWords(t, g, l, "blik", "kart")
	g.quit()
}

// openWhole opens a file and waits for all of its rows.
func openWhole(t *testing.T, file string, l *ledger.Ledger) *glass {
	g := onGlass(t, program(t), "open", file)
	g.until("all rows", func() bool {
		return !g.shows("provisional")() && g.shows(strconv.Itoa(l.Len()))() && g.shows("Transactions")()
	})
	return g
}
