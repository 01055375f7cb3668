package io.parm.job.operator;

import java.util.Optional;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** What an operator has put off until its task has nothing else to do, which in Flink's harness nobody does. */
final class Mails {

    private Mails() {}

    static void runAll(AbstractStreamOperatorTestHarness<?> harness) throws Exception {
        TaskMailbox mailbox = harness.getTaskMailbox();
        for (Optional<Mail> mail = next(mailbox); mail.isPresent(); mail = next(mailbox)) {
            mail.get().run();
        }
    }

    private static Optional<Mail> next(TaskMailbox mailbox) {
        return mailbox.tryTake(TaskMailbox.MIN_PRIORITY);
    }
}
