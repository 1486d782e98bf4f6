
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mediation', '0008_reconciliation'),
    ]

    operations = [
        migrations.CreateModel(
            name='Learning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(unique=True)),
                ('learned_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('cases', models.PositiveIntegerField()),
                ('prices', models.JSONField(default=dict)),
                ('lacks', models.JSONField(default=list)),
                ('unassigned', models.JSONField(default=dict)),
            ],
            options={
                'verbose_name': 'learning',
                'verbose_name_plural': 'learnings',
                'ordering': ['month'],
            },
        ),
    ]
