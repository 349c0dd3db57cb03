package verify

import (
	"testing"

	"aisdesk/aisclient"
)

// paidBy is a customer who gets a wage from somebody every month.
func paidBy(t *testing.T, name string) *world {
	w := newWorld(t)
	var rows []aisclient.Transaction
	for i := range 12 {
		rows = append(rows, tx(aisclient.DateOf(2026, 3, 27).AddMonths(-i).String(), "5000.00", name, "Wynagrodzenie za prace"))
	}
	w.account("Konto 0", mine, "60000.00", append(living(365), rows...)...)
	return w
}

// Statement 8.8: whoever pays under the claimed name is the employer, though a saint or an owner gave it that name.
func TestS8_8_EmployersCalledAfterPeople(t *testing.T) {
	for _, name := range []string{"PPHU ADAM WYMYŚLNY", "EWA ZMYŚLONA GABINET KOSMETYCZNY", "PARAFIA RZYMSKOKATOLICKA PW. ŚW. ANNY", "Szkoła Podstawowa im. Adama Zmyślonego",
		"COLEGIO SAN TOMAS", "RESIDENCIA SANTA LUCIA", "UNIVERSIDAD SAN PABLO", "PEDRO GIL RUIZ REFORMAS", "ST ANNES JUNIOR SCHOOL", "KAREL SMYŠLENÝ AUTODOPRAVA"} {
		paidBy(t, name).want(Confirmed, "SAME", "employer "+name)
	}
	paidBy(t, "PPHU ADAM WYMYŚLNY").want(Inconclusive, "NEAR_MISS COMPANY_PERSON EXTRA_WORD", "employer Adam Wymyślny")
	paidBy(t, "Adam Wymyślny Sp. z o.o.").want(Inconclusive, "NEAR_MISS COMPANY_PERSON", "employer Adam Wymyślny")
	paidBy(t, "Adam Wymyślny").want(Inconclusive, "NO_DATA", "employer Adam Wymyślny") // what a person pays is no wage
	paidBy(t, "COLEGIO SAN TOMAS").want(Refuted, "OTHER", "employer Colegio San Pedro")
	paidBy(t, "PPHU ADAM WYMYŚLNY").want(Refuted, "OTHER", "employer Ewa Wymyślna")
}
