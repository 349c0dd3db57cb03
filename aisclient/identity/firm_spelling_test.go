package identity

import "testing"

// Statements 3.2 and 4.4: a firm's name is one, whatever branch stands behind it, in whatever letters and with or without spaces.
func TestS3_2_SpellingsOfAFirm(t *testing.T) {
	for name, same := range map[string]bool{
		"alfa budowa": true, "alfabudowa": true, "\u0430lf\u0430 budowa": true, "alfa budowa sp z o o oddzial krakow": true, "alfa budowa pobocka brno": true,
		"alfa budowa sucursal madrid": true, "alfa budowa branch leeds": true,
		"alfa": false, "budowa alfa": false, "alfa dom": false, "oddzial alfa budowa": false,
	} {
		if got := FirmSpelling(name) == FirmSpelling("alfa budowa"); got != same {
			t.Errorf("%s: %v, want %v (%q)", name, got, same, FirmSpelling(name))
		}
	}
}
