package categorize

import (
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/modeltest"
)

// ties are rows between two categories, by the tie that decides: category, country, amount, kind, counterparty, title.
// Each tie has rows that it must not touch.
var ties = map[string]string{
	"no card pays maintenance, and a street or an agency called after a mortgage is paid rent": `
alimony_out     | PL | -900.00 | PRZELEW | Anna Zmyślona | alimenty październik
leisure         | PL | -32.00 | PŁATNOŚĆ KARTĄ | | TEATR MALY ALIMENTY
rent            | CZ | -11000.00 | Trvalý příkaz | Jana Smyšlená | nájem Hypoteční 7
rent            | GB | -650.00 | Standing Order | MORTGAGE LANE LETTINGS | RENT NOV
mortgage        | GB | -650.00 | Direct Debit | HALIFAX | MORTGAGE 00123`,
	"a landlord gives a deposit back, a friend his part of a meal": `
refund          | PL | 1500.00 | PRZELEW PRZYCHODZĄCY | Adam Zmyślony | zwrot kaucji
refund          | CZ | 18000.00 | Příchozí úhrada | Petr Smyšlený | vrácení kauce byt
refund          | ES | 850.00 | TRANSFERENCIA RECIBIDA | Marta Inventada Ruiz | devolucion fianza piso
refund          | GB | 600.00 | Faster Payment | Jane Invented | DEPOSIT RETURNED FLAT 9
person_in       | PL | 30.00 | PRZELEW PRZYCHODZĄCY | Adam Zmyślony | zwrot za pizzę`,
	"an agent or a marketplace sells what is named behind it, a processor sells nothing": `
travel          | PL | -640.00 | TRANSAKCJA KARTĄ | | BOOKING.COM*PENSJONAT KASYNO ZAKOPANE
travel          | ES | -212.00 | TARJETA | | AIRBNB * CODERE LOFT SEVILLA
travel          | CZ | -1450.00 | PLATBA KARTOU | | BOOKING.COM HOTEL FORTUNA PRAHA
travel          | GB | -99.00 | CARD PAYMENT | | EXPEDIA *CASINO INN BLACKPOOL
restaurants     | GB | -22.40 | CARD PAYMENT | | UBER EATS *LOAN SHARK SUSHI
restaurants     | CZ | -310.00 | PLATBA KARTOU | | WOLT*CASINO BURGER BRNO
restaurants     | PL | -48.00 | TRANSAKCJA KARTĄ | | GLOVO *FORTUNA PIZZA
restaurants     | ES | -17.80 | TARJETA | | JUST EAT *PRESTAMO TACOS
household       | GB | -12.99 | CARD PAYMENT | | AMAZON *BAILIFF DVD
gambling        | GB | -20.00 | CARD PAYMENT | | PAYPAL *BETFAIR
gambling        | PL | -50.00 | TRANSAKCJA KARTĄ | | PAYU*FORTUNA ZAKLADY
gambling        | ES | -30.00 | TARJETA | | REDSYS *CODERE APUESTAS
restaurants     | CZ | -120.00 | PLATBA KARTOU | | SUMUP *KAVARNA POD LIPOU
gambling        | PL | -500.00 | TRANSAKCJA KARTĄ | | CASINO ZMYSLONE HILTON WARSZAWA`,
	"a penny that checks an account is no loan": `
other_in        | PL | 0.01 | PRZELEW | VIVUS FINANCE SP. Z O.O. | WERYFIKACJA RACHUNKU 77120
other_in        | PL | 1.00 | PRZELEW | PROVIDENT POLSKA S.A. | przelew weryfikacyjny
other_in        | CZ | 1.00 | PRICHOZI UHRADA | ZAPLO FINANCE S.R.O. | overeni bankovniho uctu
other_in        | ES | 0.01 | TRANSFERENCIA | CETELEM SA | verificacion de cuenta
other_in        | ES | 0.10 | TRANSFERENCIA | MONEYMAN | comprobacion titularidad cuenta
other_in        | GB | 0.01 | FPI | LENDING STREAM | ACCOUNT VERIFICATION
other_in        | IE | 0.02 | SEPA CREDIT | KLARNA BANK AB | BANK ACCOUNT CHECK
loan_in         | PL | 1500.00 | PRZELEW | VIVUS FINANCE SP. Z O.O. | wyplata po weryfikacji rachunku
loan_in         | CZ | 8000.00 | PRICHOZI UHRADA | ZAPLO FINANCE S.R.O. | po overeni uctu
loan_in         | ES | 600.00 | TRANSFERENCIA | MONEYMAN | importe tras verificacion
loan_in         | GB | 300.00 | FPI | LENDING STREAM | LS 8812`,
	"a friend gives back, or lends": `
person_in       | PL | 200.00 | PRZELEW | IGOR BAJKOWY | zwracam pozyczke, dzieki
person_in       | PL | 120.00 | PRZELEW | LENA BAJKOWA | oddaje ci za tamta pozyczke
person_in       | CZ | 3000.00 | UHRADA | TOMAS BAJNY | vracim ti tu pujcku
person_in       | CZ | 700.00 | UHRADA | JANA BAJNA | splacim co jsi mi pujcil
person_in       | GB | 80.00 | FPI | NIGEL MAKEBELIEVE | paying u back that loan
person_in       | GB | 150.00 | FPI | HOLLY MAKEBELIEVE | giving back what u lent me
person_in       | ES | 90.00 | BIZUM | LUCIA FINGIDA ROJO | devuelvo el prestamo
person_in       | ES | 60.00 | BIZUM | PABLO FINGIDO SANZ | te devuelvo lo que me prestaste
loan_in         | GB | 250.00 | FPI | NIGEL MAKEBELIEVE | lending u this till payday
loan_in         | PL | 500.00 | PRZELEW | IGOR BAJKOWY | pozyczam ci do wyplaty
loan_in         | CZ | 2000.00 | UHRADA | TOMAS BAJNY | pujcuju ti do vyplaty
loan_in         | ES | 300.00 | BIZUM | LUCIA FINGIDA ROJO | te presto hasta el viernes
loan_repayment  | CZ | -1500.00 | UHRADA | TOMAS BAJNY | splatka pujcky na auto
loan_repayment  | CZ | -500.00 | UHRADA | JANA BAJNA | dalsi splatka za tu pujcku
loan_repayment  | ES | -100.00 | BIZUM | LUCIA FINGIDA ROJO | cuota 3 de lo que me prestaste
loan_repayment  | PL | -400.00 | PRZELEW | IGOR BAJKOWY | rata za pozyczke od ciebie
loan_repayment  | GB | -60.00 | FPO | NIGEL MAKEBELIEVE | instalment on what u lent me
person_out      | CZ | -500.00 | UHRADA | JANA BAJNA | splatka za skrin`,
	"public employers pay wages, and offices benefits": `
salary          | GB | 2480.00 | BGC | DERBYSHIRE COUNTY COUNCIL | TEACHERS PAY 441
salary          | GB | 1990.10 | BGC | LEEDS CITY COUNCIL | LCC STAFF PAY M07
salary          | ES | 1820.00 | TRANSFERENCIA | MINISTERIO DEL INTERIOR | RETRIB. OCTUBRE
salary          | ES | 2100.00 | TRANSFERENCIA | AYUNTAMIENTO DE MALAGA | HABERES MES 10
salary          | PL | 5210.00 | PRZELEW | URZAD GMINY ZMYSLOWO | wynagr. 10/2026
salary          | PL | 4800.00 | PRZELEW | SZKOLA PODSTAWOWA NR 3 | uposazenie 10/2026
salary          | CZ | 41200.00 | PRICHOZI UHRADA | MINISTERSTVO VNITRA CR | SLUZEBNI PRIJEM 10/26
salary          | CZ | 33900.00 | PRICHOZI UHRADA | MINISTERSTVO OBRANY | PLAT 10/2026
benefit         | GB | 96.00 | BGC | LEEDS CITY COUNCIL | HOUSING BENEFIT
benefit         | ES | 400.00 | TRANSFERENCIA | AYUNTAMIENTO DE MALAGA | AYUDA EMERGENCIA SOCIAL
benefit         | PL | 300.00 | PRZELEW | URZAD GMINY ZMYSLOWO | dodatek oslonowy`,
	"platforms pay turnover, whatever they call it": `
business_income | PL | 1810.00 | PRZELEW SEPA | BOLT OPERATIONS OU | BOLT WYPLATA TYG. 38
business_income | PL | 940.00 | PRZELEW | GLOVOAPP POLAND SP. Z O.O. | wynagrodzenie kurier 1-15.10
business_income | ES | 612.00 | TRANSFERENCIA | GLOVOAPP23 SA | LIQUIDACION QUINCENA 19 RIDER
business_income | ES | 720.00 | TRANSFERENCIA | UBER BV | pago semanal conductor
business_income | CZ | 9800.00 | PRICHOZI UHRADA | WOLT CESKO S.R.O. | vyplata za tyden 40
business_income | GB | 388.00 | BGC | UBER BV | WEEKLY PAY 40
salary          | PL | 5100.00 | PRZELEW | BOLT TRANSPORT SP. Z O.O. | wynagrodzenie kierowcy 10/26
salary          | ES | 1340.00 | TRANSFERENCIA | GLOVOAPP23 SA | nomina octubre rider
salary          | PL | 1500.00 | PRZELEW | ZMYSLONE BUDOWNICTWO SP. Z O.O. | wyplata tyg. 38
refund          | PL | 31.00 | PRZELEW | BOLT OPERATIONS OU | zwrot za przejazd`,
	"a star between a word of paying and whom one pays brings nothing back": `
returned_payment | PL | 292.00 | Przelew przychodzący | Santander Consumer Bank S.A. | zwrot - brak środków
returned_payment | PL | 80.00 | Przelew przychodzący | Orange Polska S.A. | zwrot z braku środków
refund | PL | 80.00 | Przelew przychodzący | Allegro Sp. z o.o. | zwrot - brak towaru
gambling        | ES | -30.00 | BIZUM | | BIZUM *LUCKIA
gambling        | ES | -30.00 | RECIBO | | RECIBO *SPORTIUM
gambling        | GB | -20.00 | FPO | | PAYMENT *BET365
gambling        | CZ | -300.00 | Odchozí úhrada | | PLATBA *TIPSPORT
gambling        | PL | -50.00 | PRZELEW | | PRZELEW *STS ZAKLADY
bailiff         | GB | -80.00 | FPO | | PAYMENT *MARSTON RECOVERY
debt_collection | CZ | -900.00 | Odchozí úhrada | | PLATBA *EOS KSI
groceries       | ES | -41.00 | BIZUM | | BIZUM *MERCADONA
groceries       | GB | -41.00 | FPO | | PAYMENT *TESCO
telecom         | GB | -22.00 | DD | | DD *VODAFONE
utilities       | CZ | -1900.00 | INKASO | | INKASO *CEZ PRODEJ
person_out      | CZ | -500.00 | Odchozí úhrada | JAN BAJNY | DLUH *KAMARAD
person_out      | ES | -50.00 | TRANSFERENCIA | PABLO FINGIDO SANZ | DEUDA *AMIGO
salary          | ES | 1680.00 | TRANSFERENCIA | IMPRENTA FINGIDA SL | TRANSFERENCIA *NOMINA
salary          | GB | 1680.00 | BGC | IMAGINED PRINT LTD | PAYMENT *SALARY
salary          | CZ | 33000.00 | Příchozí úhrada | ZMYSLENA TISKARNA S.R.O. | PLATBA *MZDA
own_transfer    | GB | -50.00 | DEB | | REVOLUT*4410 LONDON
own_transfer    | PL | -50.00 | TRANSAKCJA KARTĄ | | REVOLUT**4410* DUBLIN
own_transfer    | CZ | -50.00 | PLATBA KARTOU | | REVOLUT**4410* VILNIUS
own_transfer    | ES | -50.00 | TARJETA | | REVOLUT*4410*
returned_payment | ES | 30.00 | BIZUM | | BIZUM *DEVUELTO
returned_payment | ES | -30.00 | RECIBO | | RECIBO *SPORTIUM DEVUELTO
returned_payment | GB | 20.00 | FPI | | PAYMENT *RETURNED
returned_payment | CZ | 300.00 | PRICHOZI UHRADA | | PLATBA *ODMITNUTA`,
	"an operator or a lender in a shop is at the other end, a hotel's casino is one": `
gambling        | PL | -20.00 | TRANSAKCJA KARTĄ | | LOTTO KOLEKTURA W KAUFLAND KIELCE
gambling        | PL | -20.00 | TRANSAKCJA KARTĄ | | SUPERBET BIEDRONKA RADOM
gambling        | PL | -20.00 | TRANSAKCJA KARTĄ | | STS PUNKT PRZYJMOWANIA ZAKLADOW ORLEN
gambling        | PL | -20.00 | TRANSAKCJA KARTĄ | | STS GALERIA KORONA ŻABKA
gambling        | CZ | -200.00 | PLATBA KARTOU | | TIPSPORT POBOCKA TESCO PISEK
gambling        | CZ | -200.00 | PLATBA KARTOU | | FORTUNA SAZKOVA KANCELAR KAUFLAND
gambling        | CZ | -200.00 | PLATBA KARTOU | | SAZKA - POTRAVINY BILLA
gambling        | ES | -20.00 | TARJETA | | LOTERIAS CC CARREFOUR SORIA
gambling        | ES | -20.00 | TARJETA | | ONCE KIOSCO MERCADONA
gambling        | ES | -20.00 | TARJETA | | APUESTAS CODERE BAR CENTRAL
gambling        | ES | -20.00 | TARJETA | | SALON CODERE MERCADONA
gambling        | GB | -20.00 | CARD PAYMENT | | BETFRED SAINSBURYS ARCADE
gambling        | PL | -300.00 | PRZELEW | | ruletka wieczor
gambling        | PL | -300.00 | TRANSAKCJA KARTĄ | | KASYNO HOTEL HILTON WARSZAWA
gambling        | ES | -90.00 | TARJETA | | CASINO HOTEL MELIA
gambling        | GB | -90.00 | CARD PAYMENT | | CASINO HILTON PARK LANE
loan_repayment  | GB | -45.00 | DD | CREATION FINANCIAL | CURRYS INSTALMENT 3
loan_repayment  | ES | -45.00 | TARJETA | | COFIDIS MEDIA MARKT
groceries       | PL | -41.00 | TRANSAKCJA KARTĄ | | KAUFLAND KIELCE
groceries       | CZ | -410.00 | PLATBA KARTOU | | TESCO PISEK FORTUNA PARK
groceries       | PL | -33.00 | TRANSAKCJA KARTĄ | | LEWIATAN FORTUNA SP J ZMYSLOW
travel          | PL | -300.00 | TRANSAKCJA KARTĄ | | HOTEL HILTON WARSZAWA
travel          | ES | -90.00 | TARJETA | | HOTEL CASINO REAL RONDA
travel          | GB | -90.00 | CARD PAYMENT | | HILTON PARK LANE
restaurants     | ES | -9.00 | TARJETA | | BAR EL CASINO SORIA
household       | ES | -45.00 | TARJETA | | MEDIA MARKT SORIA
household       | GB | -45.00 | CARD PAYMENT | | CURRYS LEEDS`,
	"a bank's kind hides neither a loan nor games, and a transfer within the bank no pay": `
loan_repayment  | CZ | -1500.00 | POPLATEK | PROVIDENT FINANCIAL S.R.O. | splatka pujcky
bank_fee        | CZ | -59.00 | POPLATEK | | vedeni uctu
bank_fee        | CZ | -590.00 | POPLATEK | | poplatek za poskytnuti uveru
salary          | PL | 5877.14 | PRZELEW WEWNĘTRZNY PRZYCHODZĄCY | ZESPOL SZKOL NR 4 W ZMYSLOWIE | WYPLATA WYNAGRODZ. PAZDZIERNIK
own_transfer    | PL | 500.00 | PRZELEW WEWNĘTRZNY PRZYCHODZĄCY | | na zakupy`,
	"a supplier gives back what was paid too much, a bank sends back what was refused": `
refund          | GB | 31.20 | BGC | OVO ENERGY LTD | CREDIT BALANCE RETURNED ELEC
refund          | GB | 12.00 | BGC | IMAGINED BROADBAND LTD | credit balance refunded
returned_payment | GB | 31.20 | BGC | IMAGINED PRINT LTD | CREDIT RETURNED ACCOUNT CLOSED
returned_payment | GB | 45.00 | DD | OVO ENERGY LTD | DD RETURNED UNPAID`,
	"a credit line that a bank names, and what it costs": `
loan_in         | CZ | 12000.00 | PREVOD | | ČERPÁNÍ REZERVY FLEXIKREDIT
loan_in         | CZ | 8000.00 | PREVOD | | cerpani kreditu
other_out       | CZ | -900.00 | PREVOD | | rezerva na opravy
salary          | GB | 2044.18 | BACS CREDIT | IMAGINED COACHWORKS LTD | SAL 00771 M07
person_in       | GB | 20.00 | FPI | SAL NOTREAL | dinner
salary          | ES | 930.00 | TRANSFERENCIA | IMPRENTA FINGIDA SL | Liquidacion fin de contrato
other_in        | ES | 200.00 | ABONO | | BONIFICACION DOMICILIA TU NOMINA
business_income | CZ | 5120.00 | Příchozí úhrada | GLOBAL PAYMENTS S.R.O. | PLATBY KARTOU TID 771022 05.11.
rent            | ES | -720.00 | TRANSFERENCIA | ELADIO FINGIDO PRATS | renta dic vivienda c/ Cid 4
savings_investment | ES | -200.00 | TRANSFERENCIA | MYINVESTOR BANCO SA | MYINVESTOR FONDO INDEXADO
utilities       | PL | -27.30 | PRZELEW | POCZTA POLSKA S.A. | ABONAMENT RTV 11/2026
other_out       | PL | -7.30 | PRZELEW | POCZTA POLSKA S.A. | znaczki
education       | PL | -900.00 | PRZELEW | OSRODEK SZKOLENIA KIEROWCOW LUZ | KURS KAT B II RATA
travel          | ES | -310.00 | RECIBO | VIAJES CARREFOUR | PLAZO 2/4 VIAJE
groceries       | ES | -31.00 | TARJETA | | CARREFOUR SORIA
groceries       | CZ | -99.00 | Platba kartou | | TETA MASNA BRECLAV
household       | CZ | -99.00 | Platba kartou | | TETA DROGERIE BRECLAV
household       | CZ | -2890.00 | Platba kartou | | SRAZKOMER.CZ METEOSTANICE
apparel         | CZ | -2190.00 | Platba kartou | | ABOUTYOU.CZ
restaurants     | GB | -21.00 | DEB | | FORTUNE COOKIE CHINESE LEEDS`,
	"words that banks cut": `
bailiff         | PL | -310.00 | OBCIAZENIE | | potr. komor. 22/26
bailiff         | PL | -310.00 | PRZELEW | | przelew komorn.
bailiff         | PL | -310.00 | OBCIAZENIE | | Zaj. świadcz. emeryt.
bailiff         | ES | -90.00 | CARGO | | RETENC. JUDIC. 22
returned_payment | CZ | -450.00 | INKASO | | neprov. inkaso
gambling        | CZ | -500.00 | Odchozí úhrada | | dobití hráčského účtu 8812
gambling        | ES | -20.00 | TARJETA | | ADMON. LOT. N. 12
gambling        | GB | -20.00 | CARD PAYMENT | | WM HILL 0441
gambling        | GB | -20.00 | CARD PAYMENT | | 32 RED
gambling        | GB | -20.00 | CARD PAYMENT | | GALA SPINS
gambling        | GB | -20.00 | CARD PAYMENT | | TOTE DIRECT
gambling        | GB | -20.00 | CARD PAYMENT | | PADDY PWR
gambling        | GB | -20.00 | CARD PAYMENT | | QUICKSILVER ADULT GAMING CENTRE
person_out      | PL | -50.00 | PRZELEW | ANNA KOMORNICKA | prezent
other_out       | ES | -20.00 | TARJETA | | LOTE 12 NAVIDAD
leisure         | GB | -20.00 | CARD PAYMENT | | BOARD GAMING CAFE LEEDS ARCADE
household       | GB | -20.00 | CARD PAYMENT | | RED HILL GARDEN CENTRE`,
	"a joke about wages is no wage": `
person_in       | GB | 12.00 | FPI | OLIVE IMAGINED | wages for making tea haha
person_in       | PL | 30.00 | PRZELEW | LENA BAJKOWA | wyplata za pizze
person_in       | CZ | 150.00 | UHRADA | JANA BAJNA | vyplata za pivo :)
person_in       | ES | 15.00 | BIZUM | PABLO FINGIDO SANZ | nomina cervezas jaja
salary          | GB | 1725.00 | BGC | IMAGINED BAKERY LTD | wages wk 40
salary          | ES | 1400.00 | TRANSFERENCIA | PANADERIA FINGIDA SL | nomina octubre`,
	"housing, public charges and aid in their short forms": `
rent            | PL | -512.00 | ZLECENIE STALE | SPOLDZ. MIESZK. "ZGODA" | EKSPL. LOK. 7 11/26
rent            | PL | -398.00 | PRZELEW | WSPOLNOTA MIESZK. LIPOWA 4 | zaliczka 11/26
rent            | PL | -402.00 | PRZELEW | WM LIPOWA 4 | zaliczka eksploatacyjna 11/26
rent            | PL | -377.00 | PRZELEW | SP-NIA MIESZK. RELAKS | oplata za lokal 11/26
rent            | CZ | -4100.00 | TRVALY PRIKAZ | SVJ LIPOVA 12 | zalohy 11/26
rent            | ES | -85.00 | RECIBO | COM. PROP. C/ MAYOR 3 | cuota 4T
utilities       | PL | -66.00 | PRZELEW | ZWIAZEK MIEDZYGMINNY ZMYSL | OPL. ZA GOSP. ODPADAMI IV KW
utilities       | PL | -72.00 | PRZELEW | ZWIAZEK GMIN ZMYSL | oplata za gospod. odpadami 11/26
utilities       | PL | -54.00 | PRZELEW | URZAD GMINY ZMYSLOWO | gosp. odpadami komun. 10/26
tax             | PL | -17.00 | PRZELEW | URZAD MIASTA LODZI | OPL. SKARB. ZA PELNOMOCNICTWO
tax             | PL | -82.00 | PRZELEW | URZAD M. ST. WARSZAWY | oplata skarb. zezwolenie
benefit         | PL | 900.00 | ELIXIR | POLITECHNIKA ZMYSLONA | STYP. SOCJ. 11/26
benefit         | PL | 950.00 | ELIXIR | UNIWERSYTET ZMYSLONY | stypendium socjaln. listopad
other_in        | PL | 2500.00 | ELIXIR | UNIWERSYTET ZMYSLONY | stypendium doktoranckie
loan_repayment  | PL | -401.00 | SPLATA KREDYTU | | AUT. SPL. KRED. KAP 333,10 ODS 67,90
loan_repayment  | PL | -255.00 | OBCIAZENIE | | SPL. KRED. KAPITAL 200,00 ODSETKI 55,00
card_repayment  | PL | -255.00 | OBCIAZENIE | | SPL. KART. KRED. 5112
card_repayment  | PL | -700.00 | OBCIAZENIE | | AUT. SPL. KARTY KRED.`,
	"an employer's expenses, a loan for a car, a bank's gift, a matured deposit": `
refund          | CZ | 1210.00 | UHRADA | ZMYSLENA TISKARNA S.R.O. | PROPLACENI CESTOVNICH VYDAJU
refund          | CZ | 890.00 | UHRADA | ZMYSLENA TISKARNA S.R.O. | propl. vydaju uctenky 9/26
refund          | PL | 240.00 | PRZELEW | ZMYSLONA DRUKARNIA SP. Z O.O. | zwrot kosztow podrozy
refund          | ES | 133.00 | TRANSFERENCIA | IMPRENTA FINGIDA SL | reembolso gastos de viaje
refund          | GB | 58.00 | BGC | IMAGINED PRINT LTD | TRAVEL EXPENSES OCT
salary          | CZ | 33000.00 | UHRADA | ZMYSLENA TISKARNA S.R.O. | mzda 10/26
loan_repayment  | CZ | -3900.00 | INKASO | | PREKLENOVACI UVER AUTO SPLATKA 4
loan_repayment  | CZ | -2900.00 | INKASO | | splatka preklenovaciho uveru na vozidlo
mortgage        | CZ | -7900.00 | INKASO | | SPLATKA PREKLENOVACIHO UVERU 4
other_in        | ES | 150.00 | ABONO PROMOCION | | REGALO BANCO NUEVA NOMINA
other_in        | ES | 200.00 | ABONO | | PROMO TRAE TU NOMINA
other_in        | PL | 300.00 | UZNANIE | | PREMIA OD BANKU PROMOCJA KONTO
other_in        | CZ | 500.00 | PRIPSANI | | ODMENA OD BANKY ZA MZDU
person_in       | ES | 20.00 | BIZUM | LUCIA FINGIDA ROJO | regalo cumple
own_transfer    | CZ | 61000.00 | PRICHOZI UHRADA | MODRA PYRAMIDA STAVEBNI SPORITELNA A.S. | UKONCENI SML. STAV. SPORENI
own_transfer    | CZ | 44000.00 | PRICHOZI UHRADA | STAVEBNI SPORITELNA CS | vyplata stavebniho sporeni
loan_in         | CZ | 244000.00 | PRICHOZI UHRADA | MODRA PYRAMIDA STAVEBNI SPORITELNA A.S. | cerpani uveru`,
	"a bank rewards its customers, and pays its people": `
other_in        | CZ | 500.00 | PRICHOZI UHRADA | MONETA MONEY BANK | bonus za aktivní užívání
other_in        | CZ | 300.00 | PRICHOZI UHRADA | RAIFFEISENBANK A.S. | odměna za aktivní placení
other_in        | GB | 100.00 | FASTER PAYMENT | LLOYDS BANK | BONUS FOR SWITCHING
salary          | CZ | 36000.00 | PRICHOZI UHRADA | MONETA MONEY BANK | mzda a odměna
salary          | GB | 1900.00 | BACS | LLOYDS BANK | SALARY BONUS
salary          | GB | 400.00 | BACS | INVENTED BAKERY LTD | BONUS`,
	"a court and a town hall pay what their words say": `
other_in        | PL | 800.00 | PRZELEW PRZYCHODZĄCY | SĄD OKRĘGOWY W ZMYŚLINIE | przelew
other_in        | PL | 800.00 | PRZELEW PRZYCHODZĄCY | SĄD OKRĘGOWY W ZMYŚLINIE | wypłata depozytu
other_in        | CZ | 8000.00 | PRICHOZI UHRADA | OKRESNÍ SOUD VE SMYŠLENÉM | platba
other_in        | ES | 300.00 | TRANSFERENCIA | JUZGADO DE 1A INSTANCIA 9 | TRANSFERENCIA
other_in        | GB | 300.00 | BACS | COURT FUNDS OFFICE | PAYMENT
other_in        | GB | 300.00 | BACS | INVENTED BOROUGH COUNCIL | PAYMENT
benefit         | GB | 300.00 | BACS | INVENTED BOROUGH COUNCIL | HOUSING BENEFIT
salary          | PL | 4800.00 | PRZELEW PRZYCHODZĄCY | SĄD OKRĘGOWY W ZMYŚLINIE | wynagrodzenie za maj
tax_refund      | PL | 80.00 | PRZELEW PRZYCHODZĄCY | Urząd Miasta Zmyślin | zwrot nadpłaty`,
	"the charges of a home are rent": `
rent            | GB | -90.00 | STANDING ORDER | FEIGNED COURT MANAGEMENT CO LTD | SERVICE CHARGE
rent            | GB | -90.00 | STANDING ORDER | FEIGNED HOUSE RESIDENTS ASSOCIATION | SERVICE CHARGE DEC
rent            | GB | -80.00 | DIRECT DEBIT | INVENTED PROPERTY FACTORS | FACTORING CHARGES
rent            | GB | -610.00 | STANDING ORDER | MADEUP LETTINGS LTD | FLAT 9
rent            | GB | -300.00 | STANDING ORDER | Jane Invented | BOARD AND LODGINGS
rent            | CZ | -9000.00 | TRVALÝ PŘÍKAZ | Jana Smyšlená | bydlení 05
rent            | PL | -1500.00 | PRZELEW | Adam Zmyślony | wynajem ul. Bajeczna 3/4
travel          | GB | -310.00 | CARD PAYMENT | | FEIGNED HOLIDAY LETTINGS COTTAGES`,
	"tickets and memberships in instalments are no loan": `
leisure         | GB | -45.00 | DIRECT DEBIT | FEIGNED TOWN FC | SEASON TICKET INSTALMENT
leisure         | GB | -45.00 | DIRECT DEBIT | FEIGNED TOWN FC | SEASON CARD INSTALMENT 3
leisure         | ES | -60.00 | RECIBO | CP INVENTADO SAD | PLAZO 2/4 ABONO TEMPORADA
loan_repayment  | GB | -45.00 | DIRECT DEBIT | FEIGNED TOWN LTD | LOAN INSTALMENT 3`,
}

func TestS1_2_Ties(t *testing.T) {
	lex := lexicon.Builtin()
	currency := map[string]string{"PL": "PLN", "CZ": "CZK", "ES": "EUR", "GB": "GBP", "IE": "EUR"}
	for tie, rows := range ties {
		for line := range strings.Lines(strings.TrimSpace(rows)) {
			c := strings.Split(strings.TrimSpace(line), "|")
			for i := range c {
				c[i] = strings.TrimSpace(c[i])
			}
			want, ok := category.Parse(c[0])
			amount, err := aisclient.ParseAmount(c[2])
			if !ok || err != nil || len(c) != 6 {
				t.Fatalf("%s: no row (%v)", line, err)
			}
			r := labelledRow{country: c[1], amount: amount, currency: currency[c[1]], kind: c[3], party: c[4], title: c[5]}
			if got, why, _ := judge(t, lex, r); got != want {
				t.Errorf("%s: %s / %s / %s is %s by %s (%q, stage %c), want %s", tie, c[4], c[5], c[3], got, why.Entry, why.Words, why.Stage, want)
			}
		}
	}
}

// An instalment to a private person may be of a loan from him: nothing proves that there is none (statement 8.7).
func TestS8_7_AnInstalmentToAPersonIsASign(t *testing.T) {
	cat, _, weak := judge(t, lexicon.Builtin(), labelledRow{country: "PL", title: "rata", party: "Jan Zmyślony", kind: "PRZELEW", amount: modeltest.Amount("-400.00"), currency: "PLN"})
	if cat != category.PersonOut || !has(weak, category.LoanRepayment) {
		t.Errorf("%s, weak signs %v", cat, weak)
	}
}
