package ledger

import (
	"encoding/json"
	"testing"
)

func TestTotalsLeaveOutWhatThereIsNot(t *testing.T) {
	for _, tt := range []struct {
		totals Totals
		want   string
	}{
		{Totals{Currency: "PLN", Count: 2, Booked: 1, In: 15000, Net: 15000, Min: 15000, Max: 15000, Mean: 15000, Median: 15000},
			`{"currency":"PLN","count":2,"booked":1,"in":1.50,"out":0.00,"net":1.50,"min":1.50,"max":1.50,"mean":1.50,"median":1.50}`},
		{Totals{Currency: "PLN", Count: 2}, `{"currency":"PLN","count":2,"booked":0,"in":0.00,"out":0.00,"net":0.00}`},
		{Totals{Currency: "PLN", Count: 2, Booked: 2, Min: 10000, Max: 20000, Median: 15000, Overflow: true},
			`{"currency":"PLN","count":2,"booked":2,"overflow":true,"min":1.00,"max":2.00,"median":1.50}`},
	} {
		b, err := json.Marshal(tt.totals)
		if err != nil || string(b) != tt.want {
			t.Errorf("%v %s\nwant %s", err, b, tt.want)
		}
	}
}
