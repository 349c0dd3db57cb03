// The words of the frame and of the bank's window, in four languages. An unknown language is Polish,
// as the provider's widget has it.
(function () {
  'use strict';

  var WORDS = {
    pl: {
      choose: 'Wybierz swój bank', search: 'Szukaj banku', country: 'Kraj', allCountries: 'Wszystkie kraje', noBank: 'Nie ma takiego banku na liście.',
      found: 'Banki na liście: {n}', missing: 'Mojego banku nie ma na liście', missingTitle: 'Którego banku brakuje?', missingName: 'Nazwa banku',
      missingAddress: 'Adres strony logowania', send: 'Wyślij', missingDone: 'Dziękujemy. Sprawdzimy, czy możemy dodać ten bank.', beta: 'beta',
      consents: 'Twoja zgoda', consentLead: 'Aby pobrać dane z {bank}, potrzebujemy Twojej zgody.',
      consentTerms: 'Zgadzam się na jednorazowe pobranie z banku listy moich rachunków, danych właściciela i historii transakcji.',
      consentTermsRepeated: 'Zgadzam się na pobieranie z banku listy moich rachunków, danych właściciela i historii transakcji, także ponownie przez 180 dni.',
      consentTransfer: 'Zgadzam się na przekazanie tych danych firmie {client}.', consentMore: 'Co dokładnie zostanie pobrane?',
      consentList: 'Imię i nazwisko, adres|Numery i salda rachunków|Transakcje rachunków i kart', history: 'Zakres historii: {n} mies.', next: 'Dalej',
      signIn: 'Zaloguj się', signInTo: 'Logowanie do {bank}', login: 'Login', password: 'Hasło', show: 'Pokaż hasło', hide: 'Ukryj hasło',
      test: 'Bank testowy: {login} / {password}', picture: 'Gdzie znaleźć te dane na stronie banku', needLogin: 'Wpisz login.', needPassword: 'Wpisz hasło.',
      bankTitle: 'Potwierdź w oknie banku', bankLead: 'Otworzyliśmy okno {bank}. Potwierdź tam dostęp, a potem wróć tutaj.',
      bankBlocked: 'Przeglądarka zablokowała okno banku. Otwórz je przyciskiem poniżej.', bankOpen: 'Otwórz okno banku', bankAgain: 'Pokaż okno banku',
      ownPage: '{bank} pyta o login na swojej własnej stronie. Tutaj niczego nie wpisujesz.',
      cancel: 'Anuluj', cancelled: 'Anulowano w banku. Możesz spróbować ponownie.', closed: 'Okno banku zostało zamknięte przed potwierdzeniem.',
      doneTitle: 'Gotowe', done: 'Logowanie zakończone. Dane zostaną teraz pobrane.', back: 'Wstecz', again: 'Spróbuj ponownie',
      failed: 'Nie udało się', working: 'Chwileczkę…', foot: 'Środowisko testowe · to nie jest prawdziwy bank', otherBank: 'Wybierz inny bank',
      secure: 'Bezpieczne połączenie', hello: 'Dzień dobry, {name}', codeTitle: 'Kod SMS', codeLead: 'Wpisz kod jednorazowy z wiadomości SMS, aby potwierdzić, że to Ty.',
      code: 'Kod jednorazowy', confirmCode: 'Potwierdź kod', needCode: 'Wpisz kod.', accountsTitle: 'Wybierz rachunki', accountsLead: 'Które rachunki chcesz udostępnić?',
      needAccount: 'Wybierz co najmniej jeden rachunek.', all: 'Zaznacz wszystkie', card: 'Karta kredytowa', confirmTitle: 'Potwierdź dostęp',
      confirmLead: 'Udostępniasz dane tych rachunków dostawcy usługi informacji o rachunku:', once: 'Dostęp jednorazowy', repeated: 'Dostęp przez 180 dni, do 4 razy dziennie',
      confirm: 'Potwierdzam', bankDone: 'Dziękujemy. Dostęp potwierdzony.', bankClose: 'To okno możesz już zamknąć.', bankBack: 'Za chwilę wrócisz do poprzedniej strony.', goOn: 'Wróć', bankCancelled: 'Anulowano. Żadne dane nie zostały udostępnione.',
      bankFoot: 'KontoBank · bank wymyślony do testów', closeWindow: 'Zamknij okno', step: 'Krok {n} z {of}', shared: 'Rachunki: {n}'
    },
    en: {
      choose: 'Choose your bank', search: 'Search banks', country: 'Country', allCountries: 'All countries', noBank: 'No bank of that name is on the list.',
      found: 'Banks on the list: {n}', missing: 'My bank is not on the list', missingTitle: 'Which bank is missing?', missingName: 'Name of the bank',
      missingAddress: 'Address of its sign-in page', send: 'Send', missingDone: 'Thank you. We will see whether we can add this bank.', beta: 'beta',
      consents: 'Your consent', consentLead: 'To get your data from {bank} we need your consent.',
      consentTerms: 'I agree that the list of my accounts, the owner’s details and the transaction history are read from the bank once.',
      consentTermsRepeated: 'I agree that the list of my accounts, the owner’s details and the transaction history are read from the bank, also again within 180 days.',
      consentTransfer: 'I agree that these data are passed to {client}.', consentMore: 'What exactly will be read?',
      consentList: 'Name and address|Account numbers and balances|Transactions of accounts and cards', history: 'History: {n} months', next: 'Continue',
      signIn: 'Sign in', signInTo: 'Sign in to {bank}', login: 'Login', password: 'Password', show: 'Show password', hide: 'Hide password',
      test: 'Test bank: {login} / {password}', picture: 'Where the bank’s own page asks for these', needLogin: 'Enter your login.', needPassword: 'Enter your password.',
      bankTitle: 'Confirm in the bank’s window', bankLead: 'We opened a window of {bank}. Confirm the access there, then come back here.',
      bankBlocked: 'Your browser blocked the bank’s window. Open it with the button below.', bankOpen: 'Open the bank’s window', bankAgain: 'Show the bank’s window',
      ownPage: '{bank} asks for your login on its own page. You type nothing here.',
      cancel: 'Cancel', cancelled: 'Cancelled at the bank. You can try again.', closed: 'The bank’s window was closed before you confirmed.',
      doneTitle: 'Done', done: 'You are signed in. Your data will now be read.', back: 'Back', again: 'Try again',
      failed: 'That did not work', working: 'One moment…', foot: 'Test environment · this is not a real bank', otherBank: 'Choose another bank',
      secure: 'Secure connection', hello: 'Hello, {name}', codeTitle: 'SMS code', codeLead: 'Enter the one-time code from the text message to confirm that it is you.',
      code: 'One-time code', confirmCode: 'Confirm the code', needCode: 'Enter the code.', accountsTitle: 'Choose accounts', accountsLead: 'Which accounts do you want to share?',
      needAccount: 'Choose at least one account.', all: 'Select all', card: 'Credit card', confirmTitle: 'Confirm the access',
      confirmLead: 'You share the data of these accounts with an account information service provider:', once: 'Access once', repeated: 'Access for 180 days, up to 4 times a day',
      confirm: 'Confirm', bankDone: 'Thank you. The access is confirmed.', bankClose: 'You can close this window now.', bankBack: 'You are taken back in a moment.', goOn: 'Go back', bankCancelled: 'Cancelled. No data were shared.',
      bankFoot: 'KontoBank · a bank invented for tests', closeWindow: 'Close the window', step: 'Step {n} of {of}', shared: 'Accounts: {n}'
    },
    cz: {
      choose: 'Vyberte svou banku', search: 'Hledat banku', country: 'Země', allCountries: 'Všechny země', noBank: 'Taková banka v seznamu není.',
      found: 'Bank v seznamu: {n}', missing: 'Moje banka v seznamu není', missingTitle: 'Která banka chybí?', missingName: 'Název banky',
      missingAddress: 'Adresa přihlašovací stránky', send: 'Odeslat', missingDone: 'Děkujeme. Zjistíme, zda můžeme tuto banku přidat.', beta: 'beta',
      consents: 'Váš souhlas', consentLead: 'Abychom mohli načíst údaje z {bank}, potřebujeme váš souhlas.',
      consentTerms: 'Souhlasím s jednorázovým načtením seznamu mých účtů, údajů o majiteli a historie transakcí z banky.',
      consentTermsRepeated: 'Souhlasím s načítáním seznamu mých účtů, údajů o majiteli a historie transakcí z banky, i opakovaně po dobu 180 dní.',
      consentTransfer: 'Souhlasím s předáním těchto údajů společnosti {client}.', consentMore: 'Co přesně se načte?',
      consentList: 'Jméno a adresa|Čísla a zůstatky účtů|Transakce účtů a karet', history: 'Rozsah historie: {n} měs.', next: 'Pokračovat',
      signIn: 'Přihlásit se', signInTo: 'Přihlášení do {bank}', login: 'Přihlašovací jméno', password: 'Heslo', show: 'Zobrazit heslo', hide: 'Skrýt heslo',
      test: 'Testovací banka: {login} / {password}', picture: 'Kde je najdete na stránce banky', needLogin: 'Zadejte přihlašovací jméno.', needPassword: 'Zadejte heslo.',
      bankTitle: 'Potvrďte v okně banky', bankLead: 'Otevřeli jsme okno {bank}. Potvrďte tam přístup a vraťte se sem.',
      bankBlocked: 'Prohlížeč zablokoval okno banky. Otevřete ho tlačítkem níže.', bankOpen: 'Otevřít okno banky', bankAgain: 'Zobrazit okno banky',
      ownPage: '{bank} se na přihlášení ptá na své vlastní stránce. Zde nic nezadáváte.',
      cancel: 'Zrušit', cancelled: 'Zrušeno v bance. Můžete to zkusit znovu.', closed: 'Okno banky bylo zavřeno před potvrzením.',
      doneTitle: 'Hotovo', done: 'Přihlášení je dokončeno. Údaje se nyní načtou.', back: 'Zpět', again: 'Zkusit znovu',
      failed: 'Nepodařilo se', working: 'Okamžik…', foot: 'Testovací prostředí · toto není skutečná banka', otherBank: 'Vybrat jinou banku',
      secure: 'Zabezpečené spojení', hello: 'Dobrý den, {name}', codeTitle: 'SMS kód', codeLead: 'Zadejte jednorázový kód z SMS, abyste potvrdili svou totožnost.',
      code: 'Jednorázový kód', confirmCode: 'Potvrdit kód', needCode: 'Zadejte kód.', accountsTitle: 'Vyberte účty', accountsLead: 'Které účty chcete sdílet?',
      needAccount: 'Vyberte alespoň jeden účet.', all: 'Vybrat vše', card: 'Kreditní karta', confirmTitle: 'Potvrďte přístup',
      confirmLead: 'Údaje o těchto účtech sdílíte s poskytovatelem služby informování o účtu:', once: 'Jednorázový přístup', repeated: 'Přístup na 180 dní, až 4× denně',
      confirm: 'Potvrzuji', bankDone: 'Děkujeme. Přístup je potvrzen.', bankClose: 'Toto okno můžete zavřít.', bankBack: 'Za okamžik se vrátíte na předchozí stránku.', goOn: 'Zpět', bankCancelled: 'Zrušeno. Žádné údaje nebyly sdíleny.',
      bankFoot: 'KontoBank · banka vymyšlená pro testy', closeWindow: 'Zavřít okno', step: 'Krok {n} z {of}', shared: 'Účty: {n}'
    },
    es: {
      choose: 'Elija su banco', search: 'Buscar banco', country: 'País', allCountries: 'Todos los países', noBank: 'No hay ningún banco con ese nombre.',
      found: 'Bancos en la lista: {n}', missing: 'Mi banco no está en la lista', missingTitle: '¿Qué banco falta?', missingName: 'Nombre del banco',
      missingAddress: 'Dirección de su página de acceso', send: 'Enviar', missingDone: 'Gracias. Veremos si podemos añadir este banco.', beta: 'beta',
      consents: 'Su consentimiento', consentLead: 'Para obtener sus datos de {bank} necesitamos su consentimiento.',
      consentTerms: 'Acepto que se lean una sola vez en el banco la lista de mis cuentas, los datos del titular y el historial de movimientos.',
      consentTermsRepeated: 'Acepto que se lean en el banco la lista de mis cuentas, los datos del titular y el historial de movimientos, también de nuevo durante 180 días.',
      consentTransfer: 'Acepto que estos datos se transmitan a {client}.', consentMore: '¿Qué se leerá exactamente?',
      consentList: 'Nombre y dirección|Números y saldos de las cuentas|Movimientos de cuentas y tarjetas', history: 'Historial: {n} meses', next: 'Continuar',
      signIn: 'Entrar', signInTo: 'Acceso a {bank}', login: 'Usuario', password: 'Contraseña', show: 'Mostrar la contraseña', hide: 'Ocultar la contraseña',
      test: 'Banco de prueba: {login} / {password}', picture: 'Dónde los pide la página del banco', needLogin: 'Escriba su usuario.', needPassword: 'Escriba su contraseña.',
      bankTitle: 'Confirme en la ventana del banco', bankLead: 'Hemos abierto una ventana de {bank}. Confirme allí el acceso y vuelva aquí.',
      bankBlocked: 'El navegador ha bloqueado la ventana del banco. Ábrala con el botón de abajo.', bankOpen: 'Abrir la ventana del banco', bankAgain: 'Mostrar la ventana del banco',
      ownPage: '{bank} pide su acceso en su propia página. Aquí no escribe nada.',
      cancel: 'Cancelar', cancelled: 'Cancelado en el banco. Puede intentarlo de nuevo.', closed: 'La ventana del banco se cerró antes de confirmar.',
      doneTitle: 'Listo', done: 'Acceso completado. Ahora se leerán sus datos.', back: 'Atrás', again: 'Intentar de nuevo',
      failed: 'No ha funcionado', working: 'Un momento…', foot: 'Entorno de pruebas · no es un banco real', otherBank: 'Elegir otro banco',
      secure: 'Conexión segura', hello: 'Hola, {name}', codeTitle: 'Código SMS', codeLead: 'Escriba el código de un solo uso del SMS para confirmar que es usted.',
      code: 'Código de un solo uso', confirmCode: 'Confirmar el código', needCode: 'Escriba el código.', accountsTitle: 'Elija las cuentas', accountsLead: '¿Qué cuentas quiere compartir?',
      needAccount: 'Elija al menos una cuenta.', all: 'Seleccionar todas', card: 'Tarjeta de crédito', confirmTitle: 'Confirme el acceso',
      confirmLead: 'Usted comparte los datos de estas cuentas con un proveedor de información sobre cuentas:', once: 'Acceso único', repeated: 'Acceso durante 180 días, hasta 4 veces al día',
      confirm: 'Confirmar', bankDone: 'Gracias. El acceso está confirmado.', bankClose: 'Ya puede cerrar esta ventana.', bankBack: 'En un momento volverá a la página anterior.', goOn: 'Volver', bankCancelled: 'Cancelado. No se ha compartido ningún dato.',
      bankFoot: 'KontoBank · un banco inventado para pruebas', closeWindow: 'Cerrar la ventana', step: 'Paso {n} de {of}', shared: 'Cuentas: {n}'
    }
  };

  // ERRORS words the causes that a customer can meet; any other cause is "technical".
  var ERRORS = {
    pl: {
      InvalidCredentials: 'Login lub hasło są nieprawidłowe. Sprawdź je i spróbuj ponownie.', AccessBlocked: 'Bank zablokował dostęp. Skontaktuj się z bankiem.',
      AccessTemporarilyBlocked: 'Bank czasowo zablokował dostęp. Odczekaj chwilę i spróbuj ponownie.',
      ManualActionRequired: 'Zaloguj się na stronie banku, potwierdź tam to, o co prosi, i wróć tutaj.',
      TargetCredentialsMismatch: 'Te dane należą do innego serwisu tego banku. Wybierz właściwy bank z listy.',
      UnsupportedLoginMethod: 'Ten sposób logowania nie jest obsługiwany. Zmień go w ustawieniach banku.',
      UnsupportedLanguage: 'Zmień w banku język serwisu i spróbuj ponownie.',
      InsufficientIdentificationLevel: 'Bank nie potwierdził jeszcze w pełni Twojej tożsamości. Skontaktuj się z bankiem.',
      ServiceTemporarilyUnavailable: 'Bank jest chwilowo niedostępny. Spróbuj ponownie później.', ServiceMaintenance: 'Trwają prace serwisowe. Spróbuj ponownie później.',
      SessionExpired: 'Sesja wygasła. Zaloguj się jeszcze raz.', InvalidSessionId: 'Sesja wygasła. Zaloguj się jeszcze raz.', IO: 'Połączenie zostało przerwane. Spróbuj ponownie.',
      InvalidClient: 'Strona podała nieznany identyfikator klienta. Skontaktuj się z jej właścicielem.', InvalidTarget: 'Ten bank nie jest już dostępny. Wybierz inny.',
      InvalidCode: 'Kod jest nieprawidłowy. Sprawdź go i wpisz ponownie.', technical: 'Wystąpił błąd techniczny. Spróbuj ponownie później.'
    },
    en: {
      InvalidCredentials: 'The login or password is wrong. Check both and try again.', AccessBlocked: 'The bank has blocked the access. Please contact the bank.',
      AccessTemporarilyBlocked: 'The bank has blocked the access for a while. Wait a little, then try again.',
      ManualActionRequired: 'Sign in at the bank’s own site, confirm what it asks for, then come back here.',
      TargetCredentialsMismatch: 'These details belong to another service of this bank. Choose the right bank from the list.',
      UnsupportedLoginMethod: 'This way of signing in is not supported. Change it in the bank’s settings.',
      UnsupportedLanguage: 'Change the language of the bank’s site and try again.',
      InsufficientIdentificationLevel: 'The bank has not fully verified your identity yet. Please contact the bank.',
      ServiceTemporarilyUnavailable: 'The bank cannot be reached right now. Try again later.', ServiceMaintenance: 'Maintenance is going on. Try again later.',
      SessionExpired: 'The session has expired. Sign in again.', InvalidSessionId: 'The session has expired. Sign in again.', IO: 'The connection was lost. Try again.',
      InvalidClient: 'The page gave an unknown client id. Please contact its owner.', InvalidTarget: 'This bank is no longer available. Choose another one.',
      InvalidCode: 'The code is wrong. Check it and enter it again.', technical: 'A technical error happened. Try again later.'
    },
    cz: {
      InvalidCredentials: 'Přihlašovací jméno nebo heslo není správné. Zkontrolujte je a zkuste to znovu.', AccessBlocked: 'Banka přístup zablokovala. Kontaktujte ji prosím.',
      AccessTemporarilyBlocked: 'Banka přístup dočasně zablokovala. Chvíli počkejte a zkuste to znovu.',
      ManualActionRequired: 'Přihlaste se na stránkách banky, potvrďte, co požaduje, a vraťte se sem.',
      TargetCredentialsMismatch: 'Tyto údaje patří k jiné službě této banky. Vyberte v seznamu správnou banku.',
      UnsupportedLoginMethod: 'Tento způsob přihlášení není podporován. Změňte ho v nastavení banky.',
      UnsupportedLanguage: 'Změňte jazyk bankovnictví a zkuste to znovu.',
      InsufficientIdentificationLevel: 'Banka zatím plně neověřila vaši totožnost. Kontaktujte ji prosím.',
      ServiceTemporarilyUnavailable: 'Banka je dočasně nedostupná. Zkuste to později.', ServiceMaintenance: 'Probíhá údržba. Zkuste to později.',
      SessionExpired: 'Relace vypršela. Přihlaste se znovu.', InvalidSessionId: 'Relace vypršela. Přihlaste se znovu.', IO: 'Spojení bylo přerušeno. Zkuste to znovu.',
      InvalidClient: 'Stránka uvedla neznámý identifikátor klienta. Kontaktujte prosím jejího provozovatele.', InvalidTarget: 'Tato banka už není dostupná. Vyberte jinou.',
      InvalidCode: 'Kód není správný. Zkontrolujte ho a zadejte znovu.', technical: 'Došlo k technické chybě. Zkuste to později.'
    },
    es: {
      InvalidCredentials: 'El usuario o la contraseña no son correctos. Compruébelos e inténtelo de nuevo.', AccessBlocked: 'El banco ha bloqueado el acceso. Póngase en contacto con él.',
      AccessTemporarilyBlocked: 'El banco ha bloqueado el acceso por un tiempo. Espere un poco e inténtelo de nuevo.',
      ManualActionRequired: 'Entre en la web del banco, confirme lo que le pida y vuelva aquí.',
      TargetCredentialsMismatch: 'Estos datos pertenecen a otro servicio de este banco. Elija el banco correcto en la lista.',
      UnsupportedLoginMethod: 'Esta forma de acceso no es compatible. Cámbiela en los ajustes del banco.',
      UnsupportedLanguage: 'Cambie el idioma de la web del banco e inténtelo de nuevo.',
      InsufficientIdentificationLevel: 'El banco aún no ha verificado del todo su identidad. Póngase en contacto con él.',
      ServiceTemporarilyUnavailable: 'El banco no está disponible ahora. Inténtelo más tarde.', ServiceMaintenance: 'Hay trabajos de mantenimiento. Inténtelo más tarde.',
      SessionExpired: 'La sesión ha caducado. Vuelva a entrar.', InvalidSessionId: 'La sesión ha caducado. Vuelva a entrar.', IO: 'Se ha perdido la conexión. Inténtelo de nuevo.',
      InvalidClient: 'La página ha dado un identificador de cliente desconocido. Póngase en contacto con su propietario.', InvalidTarget: 'Este banco ya no está disponible. Elija otro.',
      InvalidCode: 'El código no es correcto. Compruébelo y escríbalo de nuevo.', technical: 'Se ha producido un error técnico. Inténtelo más tarde.'
    }
  };

  var ALIASES = { cs: 'cz', mx: 'es' };
  var TAGS = { pl: 'pl', en: 'en', cz: 'cs', es: 'es' };

  window.words = function (locale) {
    var name = String(locale || '').toLowerCase().split(/[-_]/)[0];
    name = ALIASES[name] || name;
    if (!Object.prototype.hasOwnProperty.call(WORDS, name)) name = 'pl';
    function say(key, values) {
      var text = WORDS[name][key];
      return text.replace(/\{(\w+)\}/g, function (all, field) { return values && field in values ? values[field] : all; });
    }
    say.tag = TAGS[name];
    // error is what the customer reads for a refusal: known causes in plain words, then the bank's own words.
    say.error = function (refusal) {
      var table = ERRORS[name];
      if (Object.prototype.hasOwnProperty.call(table, refusal.name)) return table[refusal.name];
      return refusal.friendly || table.technical;
    };
    return say;
  };
})();
