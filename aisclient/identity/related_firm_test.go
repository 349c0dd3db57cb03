package identity

import "testing"

// Statement 4.3: a trade under the full name of somebody with the owner's surname is a relative's, a company is not.
func TestS4_3_TradesOfRelatives(t *testing.T) {
	for firm, want := range map[string]bool{
		"Firma Handlowa Piotr Łącki": true, "Łącka Anna Usługi Księgowe": true, "PIOTR LACKI TRANSPORT": true,
		"Łącki Sp. z o.o.": false, "Firma Handlowa Piotr Obcy": false, "Piekarnia Łącka": false, "Przychodnia Łącka Street Clinic": false,
	} {
		if got := RelatedFirm(firm, "Anna Łącka"); got != want {
			t.Errorf("%s: %v", firm, got)
		}
	}
}
