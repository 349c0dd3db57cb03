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

// Statement 0.5: pay that names a person who is no owner.
func TestS0_5_TitlesThatNameSomebodyElse(t *testing.T) {
	for _, k := range []struct {
		owner, title, payer string
		want                bool
	}{
		{"Jan Przykładny", "Wynagrodzenie Maria Przykładna", "Fabryka Śrub SA", true},
		{"Jan Przykładny", "OBCA ANNA wynagrodzenie 05/2026", "Fabryka Śrub SA", true},
		{"Jan Przykładny", "Wynagrodzenie Jan Przykładny", "Fabryka Śrub SA", false},
		{"Jan Przykładny", "Wynagrodzenie Jana Przykładnego", "Fabryka Śrub SA", false},
		{"Katarzyna Przykładna", "Wynagrodzenie Kasia Przykładna", "Fabryka Śrub SA", false},
		{"Olga Kovalchuk", "Wynagrodzenie OLHA KOVALCHUK", "Fabryka Śrub SA", false},
		{"Anna Nowak-Zielińska", "Wynagrodzenie Anna Zielińska", "Fabryka Śrub SA", false},
		{"María Pérez Ruiz", "NOMINA PEREZ MARIA", "EMPRESA FICTICIA SL", false},
		{"Jan Przykładny", "Wynagrodzenie umowa zlecenie Maria 2026", "Fabryka Śrub SA", false},
		{"Jan Przykładny", "Wynagrodzenie szpital sw. Anny Zmyślonej", "Szpital Miejski", false},
		{"Owen Madeup", "SALARY MAY BONUS", "Invented Works Ltd", false},
		{"Owen Madeup", "SALARY APRIL OVERTIME", "Invented Works Ltd", false},
		{"Jan Przykładny", "Wynagrodzenie Adam Zmyślony", "Adam Zmyślony Transport Sp. z o.o.", false},
		{"Jan Przykładny", "Wynagrodzenie hotel Anna Park", "Hotel Anna", false},
	} {
		if got := PeopleOf([]string{k.owner}).NamesAnother(k.title, k.payer); got != k.want {
			t.Errorf("%q, %q from %q: %v", k.owner, k.title, k.payer, got)
		}
	}
	if PeopleOf(nil).NamesAnother("Wynagrodzenie Maria Obca", "Fabryka Śrub SA") {
		t.Error("an account without owners")
	}
}

// Statement 0.1: a surname that is a month, a word of pay or a given name, too.
func TestS0_1_TitlesThatMayNameSomebodyElse(t *testing.T) {
	for _, k := range []struct{ owner, title, payer, want string }{
		{"Beata Przykładna", "Wynagrodzenie Krystyna Maj", "Fabryka Śrub SA", "krystyna maj"},
		{"Vilém Smyšlený", "Mzda Zbyněk Kalina", "Sklárny Smyšlené a.s.", "zbynek kalina"},
		{"Aurora Inventada Mena", "NOMINA DOMINGO ENERO GIL", "EMPRESA FICTICIA SL", "domingo enero"},
		{"Rachel Madeup", "SALARY GRACE BACS", "Invented Works Ltd", "grace bacs"},
		{"Krystyna Przykładna", "Wynagrodzenie Krystyna maj", "Fabryka Śrub SA", ""},
		{"Krystyna Maj", "Wynagrodzenie Krystyna Maj", "Fabryka Śrub SA", ""},
		{"Katarzyna Przykładna", "Wynagrodzenie Kasia maj", "Fabryka Śrub SA", ""},
		{"Owen Madeup", "SALARY OVERTIME BONUS", "Invented Works Ltd", ""},
		{"Jan Przykładny", "Wynagrodzenie Anna maj", "Hotel Anna", ""},
		{"Jan Przykładny", "Wynagrodzenie umowa zlecenie Maria 2026", "Fabryka Śrub SA", ""},
	} {
		if got := PeopleOf([]string{k.owner}).MayName(k.title, k.payer); got != k.want {
			t.Errorf("%q, %q from %q: %q, want %q", k.owner, k.title, k.payer, got, k.want)
		}
	}
}
