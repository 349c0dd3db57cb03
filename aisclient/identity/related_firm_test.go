package identity

import "testing"

// Statement 4.3: a trade under the full name of somebody with the owner's surname is a relative's, a company is not.
func TestS4_3_TradesOfRelatives(t *testing.T) {
	for firm, want := range map[string]bool{
		"Firma Handlowa Piotr Łącki": true, "Łącka Anna Usługi Księgowe": true, "PIOTR LACKI TRANSPORT": true,
		"Łąccy s.c. Piotr Łącki, Ewa Łącka": true, "Obcy s.c. Piotr Obcy, Ewa Obca": false, "Piotr Łącki Sp. z o.o.": false,
		"A. Łącka - Biuro rachunkowe": true, "W LACKI CLEANING": true, "A. Obca - Biuro rachunkowe": false, "Łącki Sp. z o.o.": false, "Firma Handlowa Piotr Obcy": false, "Piekarnia Łącka": false, "Przychodnia Łącka Street Clinic": false,
	} {
		if got := RelatedFirm(firm, "Anna Łącka", false); got != want {
			t.Errorf("%s: %v", firm, got)
		}
	}
	for firm, want := range map[string]bool{
		"SAMPLE & SONS CATERING": true, "SAMPLE BROTHERS": true, "Firma SAMPLE": true, "SAMPLE & SONS LTD": false, "SIMPLE TRANSPORT": false, "SAMPLE": false,
	} {
		if got := RelatedFirm(firm, "Oliver Sample", false); got != want {
			t.Errorf("%s: %v", firm, got)
		}
	}
	if RelatedFirm("SAMPLE STORES", "Oliver Sample", true) || !RelatedFirm("SAMPLE STORES OLIVER SAMPLE", "Oliver Sample", true) {
		t.Error("a firm that is known by its name")
	}
}

// Statements 0.1 and 4.3: a company under the full name of a person may be that person's own, one under the surname need not.
func TestS4_3_CompaniesUnderAPersonsName(t *testing.T) {
	for firm, want := range map[string]bool{
		"ANNA ŁĄCKA SP. Z O.O.": true, "Łącka Anna Doradztwo S.A.": true, "Anna Łącka": false, "Łącka Sp. z o.o.": false, "Anna Sp. z o.o.": false,
		"Piotr Łącki Sp. z o.o.": false, "Anna i Łącka Druk Sp. z o.o.": false,
	} {
		if got := OwnCompany(firm, "Anna Łącka"); got != want {
			t.Errorf("%s: %v", firm, got)
		}
	}
	if !OwnCompany("PEDRO GARCIA LOPEZ SL", "Pedro García López") || OwnCompany("GARCIA LOPEZ HERMANOS SL", "Pedro García López") {
		t.Error("a Spanish company")
	}
}

// Statement 4.3: a title that names an owner or a relative as the sender, in any case.
func TestS4_3_SendersInTitles(t *testing.T) {
	p := PeopleOf([]string{"Anna Łącka"})
	for title, want := range map[string]bool{
		"Wynagrodzenie od Piotra Łąckiego": true, "PRZELEW OD ANNA ŁĄCKA WYNAGRODZENIE": true, "wages from Piotr Lacki": true, "wynagrodzenie od: Łąckiej Anny": true,
		"Wynagrodzenie Anna Łącka": false, "wynagrodzenie od 1.03 Anna Łącka": false, "wynagrodzenie od Piotra Obcego": false, "wynagrodzenie od pracodawcy dla Anny Łąckiej": false,
	} {
		if got := p.SentByFamily(title); got != want {
			t.Errorf("%s: %v", title, got)
		}
	}
}
