package identity

import "testing"

// Statement 4.8: whom of the owners of a joint account a title names.
func TestS4_8_WhomATitleNames(t *testing.T) {
	for _, k := range []struct {
		owners []string
		title  string
		want   int
	}{
		{[]string{"Adam Wzorcowy", "Ewa Wzorcowa"}, "WYNAGRODZENIE E. WZORCOWA 10/2026", 1},
		{[]string{"Adam Wzorcowy", "Ewa Wzorcowa"}, "WYPŁATA A. WZORCOWY", 0},
		{[]string{"Anna Nowak", "Jan Nowak"}, "wynagrodzenie A. Nowak", 0},
		{[]string{"Anna Nowak", "Jan Nowak"}, "wynagrodzenie Nowak J.", 1},
		{[]string{"Anna Nowak", "Adam Nowak"}, "wynagrodzenie A. Nowak", -1},
		{[]string{"Anna Nowak", "Jan Nowak"}, "wynagrodzenie Nowak", -1},
		{[]string{"Anna Nowak", "Jan Nowak"}, "wynagrodzenie Anna i Jan Nowak", -1},
		{[]string{"Anna Nowak", "Jan Nowak"}, "wynagrodzenie Piotr Nowak", -1},
		{[]string{"Anna Nowak", "Jan Kowalski"}, "wynagrodzenie NOWAK 10/2026", 0},
		{[]string{"Anna Nowak", "Jan Kowalski"}, "wynagrodzenie Piotr Nowak", -1},
		{[]string{"Anna Nowak", "Jan Kowalski"}, "wynagrodzenie Piekarnia Nowak", -1},
		{[]string{"Anna Nowak", "Jan Kowalski"}, "wynagrodzenie Anny Nowak za maj", 0},
		{[]string{"Anna Nowak", "Jan Kowalski"}, "wynagrodzenie Jana Kowalskiego", 1},
		{[]string{"Anna Nowak", "Jan Kowalski"}, "wynagrodzenie za prace 10/2026", -1},
		{[]string{"Anna Nowak", "Jan Kowalski"}, "Salary Jan 2026", -1},
		{[]string{"Anna Nowak-Zielińska", "Jan Zieliński"}, "Wynagrodzenie Anna Nowak-Zielińska", 0},
		{[]string{"Anna Nowak-Zielińska", "Jan Zieliński"}, "Wynagrodzenie J. Zielińskiego", 1},
		{[]string{"Jan Novák", "Jana Nováková"}, "mzda J. Novák", 0},
		{[]string{"Jan Novák", "Jana Nováková"}, "mzda Jana Nováková", 1},
		{[]string{"Anna Nowak", "Jan Nowak"}, "wynagrodzenie Anna Nowak, J. Nowak", -1},
		{[]string{"Jan Novák", "Petra Nováková"}, "mzda P. Nováková", 1},
		{[]string{"Juan García López", "María Pérez Ruiz"}, "NOMINA GARCIA LOPEZ JUAN", 0},
		{[]string{"Juan García López", "María Pérez Ruiz"}, "NOMINA M PEREZ", 1},
		{[]string{"Jan Przykładny", "Anna Obca"}, "Wynagrodzenie PRZYKŁADNY JAN 03/2026", 0},
		{[]string{"Jan Przykładny", "Anna Obca"}, "Jan Przykładny i Anna Obca", -1},
		{[]string{"Emily Clark", "Tom Baker"}, "SALARY E CLARK", 0},
	} {
		if got := PeopleOf(k.owners).NamedIn(k.title); got != k.want {
			t.Errorf("%v, %q: %d, want %d", k.owners, k.title, got, k.want)
		}
	}
}
