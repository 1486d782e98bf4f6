from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mediation', '0006_referrals'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='case',
            name='case_office_desk',
        ),
        migrations.RemoveIndex(
            model_name='case',
            name='case_mediator_desk',
        ),
        migrations.RemoveIndex(
            model_name='case',
            name='case_region_desk',
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('state', 'closed'), _negated=True), fields=['office', 'clock_at', 'received_at'], name='case_office_desk'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('state', 'closed'), _negated=True), fields=['mediator', 'clock_at'], name='case_mediator_desk'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('state', 'closed'), _negated=True), fields=['region', 'clock_at'], name='case_region_desk'),
        ),
    ]
