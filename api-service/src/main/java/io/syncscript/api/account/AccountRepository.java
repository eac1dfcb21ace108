package io.syncscript.api.account;

import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AccountRepository extends Repository<Account, String> {
    @Query("select a from Account a where lower(a.email) = lower(:email)")
    Optional<Account> withEmail(String email);
}
